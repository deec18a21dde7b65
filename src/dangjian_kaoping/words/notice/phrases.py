"""Small turns of official Chinese that several paragraphs share."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.words.figures import published

MOST, FEW = 3, 5
"""So many branches are named one after another, of more of them so many; and where no annex names them."""
_LETTERS = 36
"""Of more of them only as many as take so many characters, one at least."""
_NUMERALS = "零一二三四五六七八九"
_PART = re.compile(r".{3,}?(?:集团(?!公司|有限)|公司|[厂局院站校所]|中心)(?!党|委员会|$)|.+")
"""A name is broken after what names an office in it."""
_INNER = str.maketrans("“”", "‘’")


def numeral(number: int) -> str:
    """The number of a heading, below a hundred: 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _NUMERALS[ones]
    return f"{_NUMERALS[tens] if tens > 1 else ''}十{_NUMERALS[ones] if ones else ''}"


def listed(names: Iterable[str]) -> str:
    """甲、乙、丙."""
    return "、".join(map(in_a_line, names))


def some(names: Sequence[str], most: int, what: str = "个党支部") -> str:
    """甲、乙、丙; of more than so many the first ones, and how many there are: 甲、乙等7个党支部."""
    return listed(names) if len(names) <= most else f"{listed(names[:most])}等{len(names)}{what}"


def whose(names: Sequence[str], most: int = FEW) -> str:
    """甲、乙; where nothing else names them and they are too many for a sentence, all of them alike: 7个党支部."""
    return listed(names) if len(names) <= most else f"{len(names)}个党支部"


def branch_names(placings: Iterable[Placing]) -> str:
    """The branches, one after another; of many the first ones, how many there are, and that the annex has them all."""
    names = [placing.score.branch.name for placing in placings]
    return listed(names) if len(names) <= MOST else f"{listed(_first(names))}等{len(names)}个党支部（见附件）"


def counted(placings: Sequence[Placing]) -> str:
    """The branches, and how many they are: 甲、乙2个党支部; one goes without."""
    more = f"{len(placings)}个党支部" if 1 < len(placings) <= MOST else ""
    return f"{branch_names(placings)}{more}"


def annexed(told: Sequence[str], between: str = "、") -> str:
    """What is told of each branch; of many the first ones, how many there are, and that the annex has them all."""
    return between.join(told) if len(told) <= MOST else f"{between.join(_first(told))}等{len(told)}个党支部，见附件"


def _first(told: Sequence[str]) -> Sequence[str]:
    """The first ones of many."""
    return next((told[:most] for most in range(MOST, 1, -1) if sum(map(len, told[:most])) <= _LETTERS), told[:1])


def composite(placing: Placing) -> str:
    """综合得分 as it is published: 96.30分."""
    return f"{published(placing.score.composite)}分"


def day_in_words(day: date, beside: date | None = None) -> str:
    """2021年4月15日; 4月15日 where it stands beside a day of the same year."""
    year = "" if beside is not None and beside.year == day.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def in_a_line(text: str) -> str:
    """Text of a record inside a sentence: without line breaks, and without a full stop of its own."""
    return " ".join(text.split()).rstrip("。；， ")


def quoted(text: str) -> str:
    """Text of a record in quotation marks; quotations inside it take the single ones."""
    return f"“{in_a_line(text).translate(_INNER)}”"


def name_parts(name: str) -> tuple[str, ...]:
    """The parts of an office's name that are not broken over lines: 中共某某集团公司, 第二热电厂委员会."""
    return tuple(_PART.findall(name))


def titled(name: str) -> str:
    """A document's name in 书名号."""
    return name if name.startswith("《") else f"《{name}》"
