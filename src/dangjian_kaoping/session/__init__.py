"""What follows from a workspace: loaded, checked and scored once, for every command and for whoever writes Python.

No clock, no printing, no exit: today is a parameter, and what has no answer raises `SessionError`, with diagnostics.
"""
