"""How a score came about, told row by row from the composite down to the records; writers paint the rows."""
