"""How each kind of piece is written where the order of pieces is looked at: one letter for those that stand alike; and
the orders that are known.
"""

import re

_ALIKE = {
    "t": "TEXT",
    "k": "KEPT",
    "a": "RANK",
    "h": "WORTH",
    "i": "ITEM",
    "u": "UNTIL BY",
    "f": "FROMTOTAL",
    "e": "SAME",
    "n": "UNDONE",
    "v": "VETO",
    "z": "ZERO LAST BARRED GRADECAP BELOWGRADE SCORECAP",
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

LIMIT = re.compile(r"[uencmrif]+")
SUBJECT = re.compile(r"[tkd]+h?")
NEED = re.compile(r"[tk]*+(?:d[tk]*+)?[bq][tk]*h?")
STEPPED = re.compile(r"[tk]*w[tk]*")
DUTIES = re.compile(r"[tkdbq]+")
SAMPLE = re.compile(r"[tk]*s[tk]*q[tk]*")
VETO = re.compile(r"[tk]*(?:v|v?z|z?v)")
PRICED = re.compile(
    r"[tk]*+(?:d[tk]*+)?(?:a[tk]*+)?(?:s[tk]*+q[tk]*+)?(?:b[tk]*+)?(?:x[tk]*+)?[oj]{0,2}(?:[wq][tk]*)?[oj]?p[ui]*"
)
LONE = re.compile(r"[tk]*(?:w|[ab][tk]*)?q")
VETOED = frozenset({"VETO", "ZERO", "LAST", "BARRED", "GRADECAP", "BELOWGRADE", "SCORECAP"})
