"""计分: from records to the points, ranks and grades of a round and of a year."""
