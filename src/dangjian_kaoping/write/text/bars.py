"""Bars in a line of text; a plain console has signs of ASCII for them."""

from dangjian_kaoping.write.toned import joined, toned

_LENGTH = 12


def bar(done: int, of: int, *, plain: bool) -> str:
    """So much of a whole: full only where all is done, empty only where nothing is."""
    full = 0 if not of else done * _LENGTH // of
    full = max(full, 1) if done else 0
    filled, empty = "#-" if plain else "█▁"
    return joined([toned(filled * full, "gained" if done == of else "warning"), empty * (_LENGTH - full)])
