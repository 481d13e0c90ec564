"""The workbook of seven sheets, written row by row to a file."""
