"""核对: a published workbook against what follows from rubric and records today."""
