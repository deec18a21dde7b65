"""Text as it is printed: its lines, without characters that nobody sees."""

import re
import unicodedata

from dangjian_kaoping.characters import tidied, visible

_BEGINNING = re.compile(
    r"[一二三四五六七八九十百零〇]{1,4}[、.]|第[一二三四五六七八九十百零〇\d]{1,4}[章节条款编部]"
    r"|[(\[【][一二三四五六七八九十百零\d]{1,4}[)\]】]|\d{1,3}(?:[.](?!\d)|[、)])|\d{1,2}(?:[.]\d{1,2}){1,3}[.、\s]"
    r"|[①-⑳㉑-㊿⑴-⒛㊀-㊉❶-❿]|[A-Za-z][.、)]|[-*+•·●○■□◆◇▪➢#|]|附[:件录则注]|注[:\d]|备注|说明:"
)
"""How what is numbered begins, and what else begins a paragraph."""
_GOES_ON = tuple("，、,（(“《【—~～")
_ASKS = re.compile(
    r"(?:[扣减加得每少满达超低]|(?<![合共总小])计|不少于|不超过|不低于|不高于|不多于|最[多高低少]|至[多少]|\d[-—–~至到])$"
)
"""What a number follows in the same sentence."""
_NUMBER = re.compile(r"(?:[\d.]+|[一二两三四五六七八九十半]+) ?[^\s\d.、)]")
_PRICE = re.compile(r"[扣减加得计记][\d一二两三四五六七八九十半]")
"""What something costs: what does, stands before it."""
_HEADS = ("标准", "办法", "细则", "情形", "项", "项目")
"""How what stands over prices ends."""
ENDED = tuple("。；;！？!?：:")
"""How a sentence, or what stands before a list, ends."""
_DECIMAL = re.compile(r"[^\d.]\d[.]$")
_COUNTS = re.compile(r"[^\d.\s件表图]\d{1,4}(?:[.]\d{1,3})?$")
_TO = re.compile(r"[-—–~至到]{1,2}\d")
"""The second number of two, from which to which."""
_UNIT = re.compile(r"[次分个项名人篇份件条天日月年户起例处%]")
"""What a number is of."""
_CANNOT_BEGIN = tuple("的，。；、）)”》】．.！？：,;%％")
"""What stands at no line's beginning but where a line was cut."""
_AT_THE_CUT = 20
"""Characters on each side that tell whether a line was cut there: all of a long one would be gone through each time."""


def printed(text: str) -> str:
    """A text in the lines that are seen of it: those that show nothing are left out, and what was surely broken only to
    fit a column is one line.
    """
    found: list[str] = []
    for line in tidied(text).split("\n"):
        seen = "".join(each for each in line if each == " " or visible(each)).strip()
        if found and seen and cut_between(found[-1], seen):
            found[-1] += seen
        elif seen:
            found.append(seen)
    return "\n".join(found)


def cut_between(line: str, following: str) -> bool:
    """Whether two lines are surely one: a mark stands at the end of the first, or at the beginning of the second, that
    stands there in no text, or a number is cut from what it is of.
    """
    line, following = line[-_AT_THE_CUT:], following[:_AT_THE_CUT]
    before, after = unicodedata.normalize("NFKC", line), unicodedata.normalize("NFKC", following)
    if following.startswith(_CANNOT_BEGIN) or (_COUNTS.search(before) and _TO.match(after)):
        return True
    if begins(following):
        return False
    cut = (_ASKS.search(before) and _NUMBER.match(after)) or (_DECIMAL.search(before) and after[:1].isdecimal())
    if not line.endswith((*ENDED, "分", *_HEADS)) and _PRICE.match(after):
        return True
    return line.endswith(_GOES_ON) or bool(cut or (_COUNTS.search(before) and _UNIT.match(after)))


def begins(line: str) -> bool:
    """Whether a line begins with a number, a sign of a list, or what else begins a paragraph."""
    plain = line if line[:1] and "①" <= line[0] <= "➿" else unicodedata.normalize("NFKC", line)
    return _BEGINNING.match(plain) is not None


def width(text: str) -> int:
    """The columns of a text where letters of the same width stand: Chinese ones take two."""
    return sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in text)


def length(text: str) -> int:
    """How many characters of a text are seen, but for the spaces."""
    return len("".join(text.split()))
