"""What was tried against kaoping, kind by kind, and is tried again with every run.

A module is a kind, and its name and first line say which: repositories and settings that run or switch off something,
inputs that are none or have no end, names and texts that order a terminal about, commands that are killed or run at
once, a system that refuses. What takes a moment runs with `make test`, more with the whole run; what takes longest is
marked `attack` and runs with `make attack`, as does the structural fuzzer (`fuzz/structural.py`), which puts whole
workspaces out of order and then runs any command in them. `SECURITY.md` says what is promised, and which of these try
it.
"""
