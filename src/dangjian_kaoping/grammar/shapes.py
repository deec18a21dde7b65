"""How each kind of piece is written where the order of pieces is looked at: one letter for those that stand alike."""

_ALIKE = {
    "t": "TEXT",
    "k": "KEPT",
    "a": "RANK",
    "i": "ITEM",
    "u": "UNTIL BY",
    "f": "FROMTOTAL",
    "e": "SAME",
    "n": "UNDONE",
    "v": "VETO",
    "z": "ZERO LAST BARRED GRADECAP SCORECAP",
    "o": "TOTAL",
    "p": "VAGUE KEEP FULL NONE PRICE",
    "j": "JUDGE",
    "x": "NEVER",
    "d": "PERIOD",
    "s": "SAMPLE",
    "c": "CAP",
    "m": "MOST",
    "r": "REST",
    "q": "QUANTITY",
    "b": "BOUND",
    "w": "STEP",
}
CODES = {kind: letter for letter, kinds in _ALIKE.items() for kind in kinds.split()}
"""The letter of each kind of piece."""
