"""姓名: names beside titles, known by the surname. A name that stands alone is not found."""

import re
from collections.abc import Iterator

from dangjian_kaoping.checks.outgoing.leak import Leak
from dangjian_kaoping.checks.outgoing.surnames import COMPOUND, DOUBTFUL, GIVEN, PLAIN, WORD_ENDS, WORDS

_POSTS = (
    "书记|支书|主任|经理|主席|委员|[厂部科处局院所站队班组值校]长|董事长|总监|专工|专责|干事|(?:工程|会计|经济|政工|技)师|会计|出纳"
    "|指导员|教导员|政委|秘书|老师|师傅"
)
_NO_TITLE = (
    "(?:(?<=书记)[录载账处员]|(?<=主任)务|(?<=经理)[论解顺想]|(?<=主席)[台团]|(?<=委员)会|(?<=长)[期远效短]"
    "|(?<=会计)[科准核]|(?<=专责)[人制区于]|(?<=秘书)[处科]|(?<=老师)傅)"
)
"""What makes another word of a title: 书记录, 经理论, 班长期."""
_POST = f"(?:{_POSTS})(?!{_NO_TITLE})"
_RANK = "(?:常务|第一|执行)?[副总]?"
_ADDRESS = "同志|先生|女士"
_CHIEF = r"副总(?![经工会监裁师])|总工(?![期作程会资时具艺人日业种序])|[总工](?=[,，。、;；:：)）\s]|$)"
_TITLE = re.compile(rf"(?:党委|纪委|工会|团委)?{_RANK}{_POST}|{_ADDRESS}|{_CHIEF}")
_OF_BRANCH = re.compile(rf"党?(?:支部|总支){_RANK}{_POST}")
"""王支部书记: with a given name it would be a branch's name as soon."""
_OPENS, _CLOSES = "(\\[{<“\"‘'「『【《〔", ")\\]}>”\"’'」』】》〕"
_OPEN, _CLOSE = re.compile(f"[{_OPENS}]"), re.compile(f"[{_CLOSES}]")
_STANDING = f"{_POST}|{_ADDRESS}|党员|[职员工]工|干部|积极分子|发展对象"
_BESIDE = re.compile(
    rf"\s{{0,2}}(?:[{_OPENS}]\s{{0,2}}[\u4e00-\u9fff]{{0,8}}?|[{_CLOSES}/·-]{{1,2}}\s{{0,2}}(?:党|支部|总支|[党纪团]委|工会){{0,2}}"
    rf"|[,、:;]\s{{0,2}}(?:党|支部|总支|[党纪团]委|工会){{0,2}}){_RANK}(?:{_STANDING})"
)
"""A title apart from the name before it: 王建国（支部书记）, “王建国”书记, 王建国，支部书记."""
_ROLE = re.compile(
    rf"(?:{_POST}|同志|(?:[^人动全满]|安全)员|[职员工]工|工人|人员|群众|干部|积极分子|(?:发展|谈话)对象"
    r"|(?:当事|谈话|联系|负责|责任|经办|检查|记录|填报|审核|签字|信访|违纪)人)"
    rf"\s{{0,2}}[:{_OPENS}-]{{0,2}}\s{{0,2}}[为是]?:?\s{{0,2}}[{_OPENS}]?"
)
_AT_THE_END = ("总", "工")
"""王总, 李工: a given name before them would be no name, but a word."""
_NOT_GIVEN = frozenset("的了在是不与及或等把被各每部室组班处科厂队局委会站所院校团支党")
_NOT_GIVEN_APART = _NOT_GIVEN | frozenset("省市县区乡镇村屯坝州")
"""Before a bracket a place's name may stand: 郭家屯（班长不在）."""
_VERBS = frozenset("查")
"""Surnames with which an order begins: 查书记签字."""
_ENDED = re.compile("[,。;:)]|$|在|同志")
_AFTER_NAME = re.compile(r"[,，。、;；:：)）(（”\"\s]|$|同志|[等因在于未受被的和与已讲到对]")
_SOMEBODY = re.compile("某[某甲乙丙丁]?|[×*○]{1,2}(?![0-9A-Za-z×*○])")
_SOMETHING = frozenset("些个项种月日年支部班厂单处天次时台类地公事一员工")
"""What follows 某 where it is no person: 某项, 某支部."""
_HAN = re.compile("[\u4e00-\u9fff]")
_MOST_GIVEN = 2
_GIVEN = re.compile("\\s{0,2}([\u4e00-\u9fff])(?:\\s{0,2}([\u4e00-\u9fff]))?")

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
            yield _leak(text, start, title.end())
    for title in _OF_BRANCH.finditer(text):
        surname = _before(text, title, given=0)
        if surname is not None and text[surname] in PLAIN:
            yield _leak(text, surname, title.end())
    for title in _BESIDE.finditer(text):
        start = _apart(text, title)
        if start is not None:
            yield _leak(text, start, title.end())
    for role in _ROLE.finditer(text):
        end = _after(text, role.end())
        if end is not None:
            yield _leak(text, role.start(), end)
    for somebody in _SOMEBODY.finditer(text):
        start = _surname_before(text, somebody)
        if start is not None:
            yield _leak(text, start, somebody.end())


def _leak(text: str, start: int, end: int) -> Leak:
    """A name with the bracket or quote that belongs to one within."""
    opened = len(_OPEN.findall(text, start, end)) - len(_CLOSE.findall(text, start, end))
    if opened > 0 and _CLOSE.match(text, end):
        end += 1
    elif opened < 0 and start > 0 and _OPEN.match(text, start - 1):
        start -= 1
    return Leak("person", start, end)


def _before(text: str, title: re.Match[str], given: int = _MOST_GIVEN) -> int | None:
    """Where the name before a title begins, with as much of a given name at most."""
    characters = _characters_before(text, title.start())
    certain = title[0] not in _AT_THE_END
    for many in range(min(given if certain else 0, len(characters) - 1) + 1):
        own = characters[len(characters) - many :]
        for length in (2, 1):
            surname = characters[: len(characters) - many][-length:]
            if len(surname) != length or not _is_name(text, surname, own, certain=certain):
                continue
            if many or text[surname[0]] not in _VERBS or _ENDED.match(text, title.end()):
                return surname[0]
    return None


def _apart(text: str, title: re.Match[str]) -> int | None:
    """Where the name begins that stands apart before a title: a whole one, and where it may be a word, all that is said
    between two marks.
    """
    characters = _characters_before(text, title.start())
    alone = title[0].lstrip()[0] in ",、:;"
    for many in range(min(_MOST_GIVEN, len(characters) - 1) + 1):
        own = characters[len(characters) - many :]
        for length in (2, 1):
            surname = characters[: len(characters) - many][-length:]
            if len(surname) != length or not _is_name(text, surname, own, certain=True):
                continue
            place = surname[0]
            sure = many and not alone and text[place] in PLAIN
            begins = place == 0 or not _HAN.match(text, place - 1)
            whole = many or (not alone and text[place] in PLAIN)
            if _NOT_GIVEN_APART.isdisjoint(text[each] for each in own) and whole and (sure or begins):
                return place
    return None


def _characters_before(text: str, place: int) -> list[int]:
    """Where the Han characters stand that may be a name before a place."""
    characters: list[int] = []
    while len(characters) < _MOST_GIVEN + 2 and (previous := _han_before(text, place)) is not None:
        characters.insert(0, previous)
        place = previous
    return characters


def _han_before(text: str, place: int) -> int | None:
    """The Han character before a place, at most two blanks away."""
    previous = place - 1
    while previous >= 0 and text[previous] in " \t\n" and place - previous < 3:
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
    given = _GIVEN.match(text, begins)
    if given is None or surname + given[1] in WORDS:
        return None
    if compound or surname in PLAIN:
        return None if given[1] in _NOT_GIVEN else given.end(2 if _has_two(text, given) else 1)
    if surname not in DOUBTFUL:
        return None
    for last in (2, 1):
        own = [each for each in given.groups()[:last] if each]
        if len(own) == last and GIVEN.issuperset(own) and _AFTER_NAME.match(text, given.end(last)):
            return given.end(last)
    return None


def _has_two(text: str, given: re.Match[str]) -> bool:
    """Whether the second of the characters after a surname is of the given name too."""
    second = given[2]
    if second is None or second in _NOT_GIVEN or _AFTER_NAME.match(text, given.end(1)):
        return False
    return second in GIVEN or _AFTER_NAME.match(text, given.end(2)) is not None


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
