"""A form as a workbook: what is to be filled in, with drop-downs, greyed where nothing is asked."""
