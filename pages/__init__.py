"""What customers open in a browser."""
