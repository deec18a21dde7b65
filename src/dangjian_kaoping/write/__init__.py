"""Writers: results as files and text of every format. They lay out and compute nothing."""
