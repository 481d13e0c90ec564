"""Does gaming pay? A company of made-up people, a fifth of whom play for credit, scored by Muster and naively."""
