"""What may not go out, found in a text: of which kind it is, and from where to where it goes."""

from typing import Literal, NamedTuple

Kind = Literal["identity", "bank", "phone", "mark", "person", "path", "listed"]
"""身份证号码, 银行卡号, 电话号码, 密级标志, 姓名, 文件位置, 名单里的姓名."""
NUMBERS: frozenset[Kind] = frozenset({"identity", "bank", "phone"})


class Leak(NamedTuple):
    """What may not go out: the characters of a text from `start` up to `end`."""

    kind: Kind
    start: int
    end: int


CODES = frozenset({"KP580", "KP581", "KP582", "KP583", "KP584", "KP585", "KP586"})
"""By what codes leaks are told: looked for only where something goes out."""
