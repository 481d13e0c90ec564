"""What is told in files: spreadsheets."""
