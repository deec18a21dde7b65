"""The tables of the database that is exported, and the questions that it has by name."""
