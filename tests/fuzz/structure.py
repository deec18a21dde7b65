"""Mutations of documents as structures: what a clerk, a script or a merge does to keys, values and whole records.

A document is the tree of nodes that YAML composes, so that a key may stand twice, and what is written otherwise than
before is still YAML. Nearly all that comes of it can be read: the faults are in what it says.
"""

import random
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import NamedTuple

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

Documents = dict[str, Node]
"""The documents of a workspace by path."""
Change = Callable[[Documents, str, random.Random], None]
"""Changes the document of that path, or several of them, in place."""

_TEXT = "tag:yaml.org,2002:str"
_NUMBERS = (
    *("0", "-1", "-0", "-0.5", "0.1", "0.5", "1", "2", "3.5", "5", "99.99", "100", "101", "0.005", "0.00000001"),
    *("33.333333", "999999", "999999999", "9" * 12, "9" * 13, "999999999999.99999999", "1e3", "0.000000001"),
    *("NaN", "97%", "五", "１２"),
)
_TEXTS = (
    *("", "是", "否", "~", "null", "[]", "无", "同上", "见附件", "党支部", "发电部 党支部", "发电部党支部（筹）"),
    *("ZB01", "DQ"),
    *("=1+1", "@SUM(A1)", "-2+3", "+1", "'", "{{标题}}", "{% raw %}", "<b>粗</b>", "</script><script>", "&amp;", "]]>"),
    *("a/b", "../x", "CON", "*", "?", "!", "[x]", "#3机组", "a: b", "- c", "| x", "_x000D_", "\u200b", "\u202e"),
    *("甲\n乙", "甲\t乙", "\r\n", "\x1b[31m", "\x00", "é", "e\u0301", "①", "㎡", "𠮷", "😀", "长" * 300, "x" * 40_000),
)
_WORDS = (
    *("inspection", "self", "rubric", "roster", "followups", "seal", "waivers", "workspace", "adjustments", "reward"),
    *("item", "total", "areas", "otherwise", "all", "class", "half_even", "down", "zero", "rescale", "fact", "order"),
    *("error", "warning", "info", "off", "KP301", "KP405", "KP506", "*", "DJ-03", "DJ-08/身边事故", "JF-02/处分"),
)
_DAYS = ("0001-01-01", "1900-01-01", "2020-02-29", "2021-02-30", "2021-04-15", "9999-12-31", "2021-13-01", "21-1-1")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NAMES = ("id", "name", "clause", "event", "grade")
_CLASSES = ("生产", "检修", "机关后勤", "后勤")


class Place(NamedTuple):
    """Where a node stands: number `at` of a sequence, or in pair `at` of a mapping, as the value or as the key."""

    parent: Node
    at: int
    is_key: bool = False

    @property
    def node(self) -> Node:
        """What stands there."""
        found = self.parent.value[self.at]
        node: Node = found if isinstance(self.parent, SequenceNode) else found[0 if self.is_key else 1]
        return node

    def put(self, node: Node) -> None:
        """Let something else stand there."""
        if isinstance(self.parent, SequenceNode):
            self.parent.value[self.at] = node
        else:
            key, value = self.parent.value[self.at]
            self.parent.value[self.at] = (node, value) if self.is_key else (key, node)


def read(text: str) -> Node:
    """A document's tree; every scalar is a text."""
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    assert node is not None, "an empty file is no document"
    return node


def written(document: Node) -> bytes:
    """A tree as YAML."""
    text = yaml.serialize(document, Dumper=yaml.CBaseDumper, allow_unicode=True, width=10_000)
    return text.encode("utf-8", "surrogatepass")


def mutated(documents: Documents, chance: random.Random) -> None:
    """Change the documents at one to three places; records and the rubric more often than the rest."""
    for _ in range(chance.choice((1, 1, 1, 1, 2, 2, 3))):
        weights = [3 if "/2021Q1/" in each else 2 if "/2020." in each else 1 for each in documents]
        (file,) = chance.choices(list(documents), weights)
        chance.choice(OFTEN if chance.random() < 0.85 else SELDOM)(documents, file, chance)


def _scalar(text: str) -> ScalarNode:
    return ScalarNode(_TEXT, text)


def _places(node: Node) -> Iterator[Place]:
    """The places of all values below a node."""
    for index in range(len(node.value) if isinstance(node, (MappingNode, SequenceNode)) else 0):
        place = Place(node, index)
        yield place
        yield from _places(place.node)


def _values(node: Node, kind: type[Node] = Node, like: re.Pattern[str] | None = None) -> list[Place]:
    """The places of the values of a kind; of scalars perhaps only of those that look so."""
    found = [place for place in _places(node) if isinstance(place.node, kind)]
    return found if like is None else [place for place in found if like.fullmatch(place.node.value)]


def _pairs(node: Node) -> list[Place]:
    """The places of the values that have keys."""
    return [place for place in _places(node) if isinstance(place.parent, MappingNode)]


def _one(places: list[Place], chance: random.Random) -> Place | None:
    return chance.choice(places) if places else None


# ── keys ──


def remove_key(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_pairs(documents[file]), chance):
        del place.parent.value[place.at]


def double_key(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_pairs(documents[file]), chance):
        place.parent.value.append(deepcopy(place.parent.value[place.at]))


def rename_key(documents: Documents, file: str, chance: random.Random) -> None:
    places = _pairs(documents[file])
    if place := _one(places, chance):
        other = chance.choice(places)
        known = other.parent.value[other.at][0]
        odd = _scalar(chance.choice((*_TEXTS, *_WORDS)))
        Place(place.parent, place.at, is_key=True).put(deepcopy(known) if chance.random() < 0.7 else odd)


def move_key(documents: Documents, file: str, chance: random.Random) -> None:
    places = _pairs(documents[file])
    if place := _one(places, chance):
        pair = place.parent.value.pop(place.at)
        # it may be that the other lies in what is moved
        others = [each.parent for each in _pairs(documents[file])]
        if others:
            chance.choice(others).value.append(pair)


def add_known_key(documents: Documents, file: str, chance: random.Random) -> None:
    """A key with its value as it stands in another mapping, also in that of another document."""
    source = _one(_pairs(documents[chance.choice(list(documents))]), chance)
    target = _one(_pairs(documents[file]), chance)
    if source and target:
        target.parent.value.append(deepcopy(source.parent.value[source.at]))


# ── values ──


def swap_values(documents: Documents, file: str, chance: random.Random) -> None:
    places = _values(documents[file], ScalarNode)
    if len(places) > 1:
        one, other = chance.sample(places, 2)
        first, second = one.node, other.node
        one.put(second)
        other.put(first)


def another_value(documents: Documents, file: str, chance: random.Random) -> None:
    """A value that stands under the same key elsewhere: what is most often still in order."""
    place = _one(_pairs(documents[file]), chance)
    if place is None:
        return
    key = place.parent.value[place.at][0].value
    every = (each for document in documents.values() for each in _pairs(document))
    same = [each.node for each in every if each.parent.value[each.at][0].value == key]
    place.put(deepcopy(chance.choice(same)))


def number(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file], ScalarNode, _NUMBER), chance):
        place.put(_scalar(chance.choice(_NUMBERS)))


def number_nearby(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file], ScalarNode, _NUMBER), chance):
        value = float(place.node.value)
        near = chance.choice((value + 1, value - 1, value * 2, value / 2, value * 10, -value, value + 0.01, value / 3))
        place.put(_scalar(f"{near:.{chance.choice((0, 1, 2, 6))}f}"))


def text(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file], ScalarNode), chance):
        place.put(_scalar(chance.choice(_TEXTS)))


def text_among(documents: Documents, file: str, chance: random.Random) -> None:
    """An odd text within one that is in order."""
    if place := _one(_values(documents[file], ScalarNode), chance):
        words = place.node.value
        at = chance.randint(0, len(words))
        place.put(_scalar(words[:at] + chance.choice(_TEXTS) + words[at:]))


def word(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file], ScalarNode), chance):
        place.put(_scalar(chance.choice(_WORDS)))


def shift_day(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file], ScalarNode, _DAY), chance):
        try:
            by = chance.choice((-400, -90, -31, -1, 1, 31, 90, 400))
            moved = date.fromisoformat(place.node.value) + timedelta(by)
        except (ValueError, OverflowError):
            moved = None
        place.put(_scalar(str(moved) if moved and chance.random() < 0.7 else chance.choice(_DAYS)))


def shift_period(documents: Documents, file: str, chance: random.Random) -> None:
    document = documents[file]
    places = [*_values(document, ScalarNode, _QUARTER), *_values(document, ScalarNode, _MONTH)]
    if place := _one(places, chance):
        by = chance.choice((-4, -1, 1, 4))
        found = _QUARTER.fullmatch(place.node.value)
        if found:
            quarters = int(found[1]) * 4 + int(found[2]) - 1 + by
            place.put(_scalar(f"{quarters // 4:04}Q{quarters % 4 + 1}"))
        elif found := _MONTH.fullmatch(place.node.value):
            months = int(found[1]) * 12 + int(found[2]) - 1 + by
            place.put(_scalar(f"{months // 12:04}-{months % 12 + 1:02}"))


def collide(documents: Documents, file: str, chance: random.Random) -> None:
    """Two of a list, or of the keys of a mapping, with one name."""
    lists = [place.node.value for place in _values(documents[file], SequenceNode)]
    mappings = [place.node for place in _values(documents[file], MappingNode)]
    ids = [[place for each in found if isinstance(each, MappingNode) for place in _named(each)] for found in lists]
    keys = [[Place(each, index, is_key=True) for index in range(len(each.value))] for each in mappings]
    several = [group for group in (*ids, *keys) if len(group) > 1]
    if several:
        one, other = chance.sample(chance.choice(several), 2)
        one.put(deepcopy(other.node))


def _named(mapping: MappingNode) -> list[Place]:
    return [Place(mapping, index) for index, (key, _) in enumerate(mapping.value) if key.value in _NAMES]


# ── kinds, lists and whole records ──


def empty(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file]), chance):
        kept = place.node
        nothing: list[Node] = [
            MappingNode(_TEXT, [], flow_style=True),
            SequenceNode(_TEXT, [], flow_style=True),
            _scalar(""),
        ]
        of_its_kind = [each for each in nothing if type(each) is type(kept)]
        place.put(chance.choice(of_its_kind if chance.random() < 0.5 else nothing))


def another_kind(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file]), chance):
        kept = place.node
        kinds: list[Node] = [
            SequenceNode(_TEXT, [kept]),
            SequenceNode(_TEXT, [kept, deepcopy(kept)]),
            MappingNode(_TEXT, [(_scalar(chance.choice(_WORDS)), kept)]),
        ]
        if isinstance(kept, SequenceNode) and kept.value:
            numbered = [(_scalar(str(index)), each) for index, each in enumerate(kept.value)]
            kinds += [kept.value[0], MappingNode(_TEXT, numbered)]
        if isinstance(kept, MappingNode) and kept.value:
            kinds += [kept.value[0][1], SequenceNode(_TEXT, [value for _, value in kept.value])]
        place.put(chance.choice(kinds))


def by_class(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one(_values(documents[file], ScalarNode, _NUMBER), chance):
        some = chance.sample(_CLASSES, chance.randint(1, len(_CLASSES)))
        values = (place.node.value, *_NUMBERS[:12])
        pairs = [(_scalar(each), _scalar(chance.choice(values))) for each in some]
        outer: list[tuple[Node, Node]] = [(_scalar("by_class"), MappingNode(_TEXT, pairs, flow_style=True))]
        if chance.random() < 0.6:
            outer.append((_scalar("otherwise"), _scalar(place.node.value)))
        place.put(MappingNode(_TEXT, outer, flow_style=True))


def repeat(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one([each for each in _values(documents[file], SequenceNode) if each.node.value], chance):
        several = place.node.value
        at = chance.randrange(len(several))
        once = several if chance.random() < 0.3 else several[at : at + 1]
        several[at:at] = [deepcopy(each) for _ in range(chance.choice((1, 1, 2, 40))) for each in once]


def reorder(documents: Documents, file: str, chance: random.Random) -> None:
    if place := _one([each for each in _values(documents[file]) if not isinstance(each.node, ScalarNode)], chance):
        chance.shuffle(place.node.value)


def remove_one(documents: Documents, file: str, chance: random.Random) -> None:
    places = [each for each in _values(documents[file]) if isinstance(each.parent, SequenceNode)]
    if place := _one(places, chance):
        del place.parent.value[place.at]


def graft(documents: Documents, file: str, chance: random.Random) -> None:
    """A piece of this or another document in the place of one of these."""
    source = _one(_values(documents[chance.choice(list(documents))]), chance)
    target = _one(_values(documents[file]), chance)
    if source and target:
        target.put(deepcopy(source.node))


def swap_documents(documents: Documents, file: str, chance: random.Random) -> None:
    other = chance.choice(list(documents))
    documents[file], documents[other] = documents[other], documents[file]


def drop_document(documents: Documents, file: str, chance: random.Random) -> None:
    if len(documents) > 1:
        del documents[file]


def copy_document(documents: Documents, file: str, chance: random.Random) -> None:
    """A document under another name: in another quarter, beside itself, in the place of another."""
    names = (
        file.replace("2021Q1", chance.choice(("2020Q4", "2021Q2", "2020Q3", "9999Q4"))),
        file.replace(".yaml", chance.choice((" - 副本.yaml", "(1).yaml", "2.yaml", ".yml"))),
        file.replace("2020.", "2021."),
        chance.choice(list(documents)),
    )
    documents[chance.choice(names)] = deepcopy(documents[file])


OFTEN: tuple[Change, ...] = (
    *(another_value, number_nearby, number, remove_one, reorder) * 4,
    *(swap_values, add_known_key, shift_day, by_class, repeat, collide) * 3,
    *(remove_key, text, text_among, shift_period, graft, word) * 2,
)
"""Those after which much can still be scored, so that it is the figures that are tried."""
SELDOM: tuple[Change, ...] = (
    *(double_key, rename_key, move_key, empty, another_kind),
    *(swap_documents, drop_document, copy_document),
)
