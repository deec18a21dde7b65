"""The commands, one module a command. They are thin."""
