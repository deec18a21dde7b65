"""A room for each kind of fact: what is known of it stands in its module, and is asked by `Fact`.

The docstring of a module is the row of its kind in docs/细则语言.md. The kinds know numbers, the values and the rules
of the model, and nothing that comes after; each knows its own keys of a record, and `kinds` alone knows all of them.
"""
