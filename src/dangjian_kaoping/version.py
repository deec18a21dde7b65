"""The version of the program, which is written into all that it publishes and seals."""

VERSION = "0.1.0"
