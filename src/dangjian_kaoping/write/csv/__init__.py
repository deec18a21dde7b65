"""For a spreadsheet."""
