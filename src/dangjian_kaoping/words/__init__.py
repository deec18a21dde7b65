"""Everything that says a result in Chinese, one wording for one thing. Computes no figure, lays nothing out."""
