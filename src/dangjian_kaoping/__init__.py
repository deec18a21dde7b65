"""kaoping: 党支部量化考评. The rubric is the program."""

__version__ = "0.1.0"
