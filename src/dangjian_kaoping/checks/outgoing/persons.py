"""姓名: names beside titles, known by the surname. A name that stands alone is not found."""

import re
from collections.abc import Iterator

from dangjian_kaoping.checks.outgoing.leak import Leak
from dangjian_kaoping.checks.outgoing.surnames import COMPOUND, DOUBTFUL, GIVEN, PLAIN, WORD_ENDS, WORDS

_POSTS = "书记|主任|经理|主席|委员|[厂部科处局院所站队班组值校]长|董事长|专工|干事|会计|出纳|老师|师傅"
_NO_TITLE = (
    "(?:(?<=书记)[录载账处员]|(?<=主任)务|(?<=经理)[论解顺想]|(?<=主席)[台团]|(?<=委员)会|(?<=长)[期远效短]"
    "|(?<=会计)[师科准核]|(?<=老师)傅)"
)
"""What makes another word of a title: 书记录, 经理论, 班长期."""
_TITLE = re.compile(rf"(?:常务)?[副总]?(?:(?:{_POSTS})(?!{_NO_TITLE})|同志|先生|女士)|[总工](?=[,，。、;；:：)）\s]|$)")
_ROLE = re.compile(
    rf"(?:(?:{_POSTS})(?!{_NO_TITLE})|同志|党员|[职员工]工|工人|员工|群众|(?:退养|退休|作业|值班)人员|值班员|操作员"
    r"|(?:当事|谈话|联系|负责|责任|经办|检查|记录|填报|审核|签字|信访|违纪)人)[ \t]?[:：(（—-]?[为是]?[ \t]{0,2}"
)
_AT_THE_END = ("总", "工")
"""王总, 李工: a given name before them would be no name, but a word."""
_NOT_GIVEN = frozenset("的了在是不与及或等把被各每部室组班处科厂队局委会站所院校团支党")
_AFTER_NAME = re.compile(r"[,，。、;；:：)）(（”\"\s]|$|同志|[等因在于未受被的和与已讲到对]")
_SOMEBODY = re.compile("某[某甲乙丙丁]?|[×*○]{1,2}(?![0-9A-Za-z×*○])")
_SOMETHING = frozenset("些个项种月日年支部班厂单处天次时台类地公事一员工")
"""What follows 某 where it is no person: 某项, 某支部."""
_HAN = re.compile("[\u4e00-\u9fff]")
_MOST_GIVEN = 2

_OF_ALL = re.compile(
    "毛泽东|周恩来|刘少奇|朱德|邓小平|陈云|江泽民|胡锦涛|习近平(?:总书记|主席)?|毛主席|周总理|列宁|雷锋|焦裕禄|孔繁森|王进喜"
    "|张富清|张桂梅|黄大年|黄文秀|廖俊波|郑培民|杨善洲|谷文昌|时传祥"
)
"""Persons whom everybody studies, and whom a record may name."""


def persons(text: str) -> Iterator[Leak]:
    """The names in a folded text."""
    text = _OF_ALL.sub(lambda known: "\0" * len(known[0]), text)
    for title in _TITLE.finditer(text):
        start = _before(text, title)
        if start is not None:
            yield Leak("person", start, title.end())
    for role in _ROLE.finditer(text):
        end = _after(text, role.end())
        if end is not None:
            yield Leak("person", role.start(), end)
    for somebody in _SOMEBODY.finditer(text):
        start = _surname_before(text, somebody)
        if start is not None:
            yield Leak("person", start, somebody.end())


def _before(text: str, title: re.Match[str]) -> int | None:
    """Where the name before a title begins."""
    characters: list[int] = []
    place = title.start()
    while len(characters) < _MOST_GIVEN + 2 and (previous := _han_before(text, place)) is not None:
        characters.insert(0, previous)
        place = previous
    for given in range(min(_MOST_GIVEN, len(characters) - 1) + 1):
        if given and title[0] in _AT_THE_END:
            break
        own = characters[len(characters) - given :]
        for length in (2, 1):
            surname = characters[: len(characters) - given][-length:]
            if len(surname) == length and _is_name(text, surname, own, certain=title[0] not in _AT_THE_END):
                return surname[0]
    return None


def _han_before(text: str, place: int) -> int | None:
    """The Han character before a place, at most two blanks away."""
    previous = place - 1
    while previous >= 0 and text[previous] in " \t" and place - previous < 3:
        previous -= 1
    return previous if previous >= 0 and _HAN.match(text, previous) else None


def _is_name(text: str, surname: list[int], given: list[int], *, certain: bool) -> bool:
    name = "".join(text[place] for place in surname)
    own = "".join(text[place] for place in given)
    if name in COMPOUND:
        return _NOT_GIVEN.isdisjoint(own)
    if _ends_a_word(text, surname[0]) or name + own[:1] in WORDS:
        return False
    if name in PLAIN:
        return _NOT_GIVEN.isdisjoint(own)
    return certain and name in DOUBTFUL and GIVEN.issuperset(own)


def _ends_a_word(text: str, place: int) -> bool:
    return place > 0 and text[place - 1] in WORD_ENDS.get(text[place], "")


def _after(text: str, place: int) -> int | None:
    """Where the name after a title ends that begins at a place."""
    compound = text[place : place + 2] in COMPOUND
    begins = place + (2 if compound else 1)
    surname = text[place:begins]
    given = re.compile("[ \t]{0,2}([\u4e00-\u9fff])(?:[ \t]{0,2}([\u4e00-\u9fff]))?").match(text, begins)
    if given is None or surname + given[1] in WORDS:
        return None
    if compound or surname in PLAIN:
        return None if given[1] in _NOT_GIVEN else given.end(1)
    if surname not in DOUBTFUL:
        return None
    for last in (2, 1):
        own = [each for each in given.groups()[:last] if each]
        if len(own) == last and GIVEN.issuperset(own) and _AFTER_NAME.match(text, given.end(last)):
            return given.end(last)
    return None


def _surname_before(text: str, somebody: re.Match[str]) -> int | None:
    """Where the surname of 王某, 李×× begins."""
    place = somebody.start() - 1
    if place < 0:
        return None
    if text[place - 1 : place + 1] in COMPOUND:
        return place - 1
    if text[place] in PLAIN:
        return None if _ends_a_word(text, place) else place
    doubtful = somebody[0].startswith("某") and text[place] in DOUBTFUL and not _ends_a_word(text, place)
    return place if doubtful and text[somebody.end() :][:1] not in _SOMETHING else None
