"""The sheets of our workbooks, one module a sheet."""
