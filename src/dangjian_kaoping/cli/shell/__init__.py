"""How the program is called, answers and ends."""
