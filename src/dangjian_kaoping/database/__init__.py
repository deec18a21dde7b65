"""Tables of a database, and the files that hold them. It knows nothing of what the tables are about."""
