"""A rubric with an edit that is not written yet: `item.DJ-01.points=8`. Paths are those of `rubric diff`."""

from dangjian_kaoping.diagnostics import Faults, perhaps
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.source.reader import Map, Seq, read_yaml


class EditError(ValueError):
    """An edit that cannot be made; the words say which, and how it is to be written."""


def tried(text: str, file: str, edits: list[str]) -> Rubric:
    """The rubric of a text after some edits, `path=value` each. Raises EditError where one cannot be made."""
    data = read_yaml(text, file, Faults())
    assert data is not None
    for edit in edits:
        _make(data, edit)
    faults = Faults()
    rubric = validated(Rubric, data, file, faults)
    if rubric is None:
        raise EditError(f"--try 改了以后不成细则：{'；'.join(each.message for each in faults)}。")
    return rubric


def _make(data: Map, edit: str) -> None:
    path, equals, value = edit.partition("=")
    if not equals or not path.strip():
        raise EditError(f"“{edit}”不是“路径=值”，要写成 item.DJ-01.points=8 这样。")
    written = read_yaml(f"value: {value}\n", "--try", Faults())
    if written is None or list(written) != ["value"]:
        raise EditError(f"“{value}”不能作值，要写成细则文件里那样，如 8、full、{{fixed: 2}}。")
    node, key = _place(data, path.strip(), edit)
    if written["value"] is not None:
        _put(node, key, written["value"])
    elif key in node:
        _drop(node, key)


def _put(node: Map, key: str, value: object) -> None:
    """Write a value; one that is new stands where its mapping does."""
    if key not in node:
        node.key_marks.append(node.mark)
        node.value_marks.append(node.mark)
    node[key] = value


def _drop(node: Map, key: str) -> None:
    index = list(node).index(key)
    del node[key], node.key_marks[index], node.value_marks[index]


def _place(data: Map, path: str, edit: str) -> tuple[Map, str]:
    """The mapping and the key that a path means; settings that are not written yet begin empty."""
    node, rest = data, path
    for head, things in (("area", _areas), ("item", _items), ("clause", _clauses)):
        if rest.startswith(f"{head}."):
            node, rest = _named(things(node), rest.removeprefix(f"{head}."), edit)
    while True:
        key = max((each for each in node if rest == each or rest.startswith(f"{each}.")), key=len, default=None)
        if key is None:
            key = rest.partition(".")[0]
        rest = rest[len(key) :].removeprefix(".")
        if not rest:
            return node, key
        if key not in node:
            _put(node, key, Map(node.mark))
        inner = node[key]
        if graded := [each for each in _maps(inner) if "grade" in each]:
            # of this one list the things are told by their name
            inner, rest = _named(graded, rest, edit, by="grade")
        if not isinstance(inner, Map):
            raise EditError(f"--try {edit}：“{key}”下面没有“{rest}”。")
        node = inner


def _areas(data: Map) -> list[Map]:
    return _maps(data.get("areas"))


def _items(data: Map) -> list[Map]:
    return [item for area in _areas(data) for item in _maps(area.get("items"))]


def _clauses(item: Map) -> list[Map]:
    return _maps(item.get("clauses"))


def _maps(several: object) -> list[Map]:
    return [each for each in several if isinstance(each, Map)] if isinstance(several, Seq) else []


def _named(things: list[Map], rest: str, edit: str, by: str = "id") -> tuple[Map, str]:
    """The thing whose id the rest of a path begins with, and what follows."""
    ids = {str(each.get(by)): each for each in things}
    name = max((each for each in ids if rest.startswith(f"{each}.")), key=len, default=None)
    if name is None:
        asked = rest.partition(".")[0]
        raise EditError(f"--try {edit}：没有“{asked}”。{perhaps(asked, ids)}路径要写到具体的键，如 item.DJ-01.points。")
    return ids[name], rest.removeprefix(f"{name}.")
