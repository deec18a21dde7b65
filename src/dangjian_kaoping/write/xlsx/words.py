"""The few words that only the workbook needs; all others are in `render`."""

NONE = "—"
"""Where a figure is missing, or an item is out of the table."""
