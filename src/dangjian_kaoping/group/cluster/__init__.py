"""集团 on several machines: Dask sends the work to them, each writes what it found, DuckDB puts it together.

Chunks are written here and not by the command line's own writer (cli/files/writing.py): that one runs where the command
does, and a chunk is written by a worker, on another machine, into a folder that all of them see.
"""
