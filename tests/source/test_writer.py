"""What is written as YAML reads back the same, and each place of it leads to what was written there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.characters import HARMFUL
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.source.reader import Map, Seq, read_yaml
from dangjian_kaoping.source.writer import Remarked, written
from thorough import law


class _Leaf(NamedTuple):
    text: str
    path: tuple[str | int, ...]


def _tree(data: Any, path: tuple[str | int, ...] = ()) -> Any:
    match data:
        case str():
            return _Leaf(data, path)
        case list():
            return [_tree(each, (*path, index)) for index, each in enumerate(data)]
    return {key: _tree(each, (*path, key)) for key, each in data.items()}


def _read(text: str) -> Map:
    faults = Faults()
    data = read_yaml(text, "a.yaml", faults)
    assert [f"{each.code} {each.message}" for each in faults] == []
    assert data is not None
    return data


def _scalars(data: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Where each scalar, and each key before one, stands by the reader's marks."""
    if isinstance(data, Map):
        for key, key_mark, value_mark, value in zip(data, data.key_marks, data.value_marks, data.values(), strict=True):
            if isinstance(value, str):
                yield (*path, key), key_mark
                yield (*path, key), value_mark
            yield from _scalars(value, (*path, key))
    elif isinstance(data, Seq):
        for index, (mark, value) in enumerate(zip(data.marks, data, strict=True)):
            if isinstance(value, str):
                yield (*path, index), mark
            yield from _scalars(value, (*path, index))


_lawful = st.text(st.characters(exclude_categories=["Cs"]), max_size=12).map(
    lambda text: HARMFUL.sub("", text).replace("\r", "")
)
_awkward = st.lists(
    st.sampled_from([*"-?:,[]{}#&*!|>'\"%@`~=< \n\t：，、。（）“”.0x甲", "null", ": ", " #", "- ", "count："]),
    max_size=6,
).map("".join)
_texts = _lawful | _awkward
_data = st.dictionaries(
    _texts,
    st.recursive(
        _texts,
        lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(_texts, inner, min_size=1, max_size=3),
        max_leaves=9,
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.whole
@law(600)
@given(_data)
def test_what_is_written_reads_back_the_same(data: dict[str, Any]) -> None:
    assert _read(written(_tree(data)).text) == data


def _remarked(data: Any, lines: Sequence[str]) -> Any:
    """A tree with lines of comment wherever some may stand."""
    match data:
        case list():
            # a list in a list stands in one line
            return [Remarked(lines, _tree(each) if isinstance(each, list) else _remarked(each, lines)) for each in data]
        case dict():
            first, *others = data.items()
            return {
                first[0]: _remarked(first[1], lines),
                **{key: Remarked(lines, _remarked(each, lines)) for key, each in others},
            }
    return _Leaf(data, ())


@pytest.mark.whole
@law(300)
@given(_data, st.lists(_texts | st.sampled_from(["a: b\n- c", "\x00", "评\u202e分"]), max_size=2))
def test_comments_say_nothing_to_the_reader(data: dict[str, Any], lines: list[str]) -> None:
    assert _read(written(_remarked(data, lines), lines).text) == data


def test_comments_stand_above_what_they_are_about() -> None:
    tree: Mapping[str, Any] = {
        "a": _Leaf("1", ()),
        "b": Remarked(["甲", "乙\n丙"], [Remarked(["丁"], {"c": _Leaf("2", ()), "d": _Leaf("3", ())})]),
    }
    assert written(tree).text == "a: 1\n# 甲\n# 乙 丙\nb:\n  # 丁\n  - c: 2\n    d: 3\n"


@pytest.mark.whole
@law(300)
@given(_data)
def test_each_scalar_and_its_key_lead_to_it(data: dict[str, Any]) -> None:
    found = written(_tree(data), ["开头"])
    for path, mark in _scalars(_read(found.text)):
        leaf = found.at(mark.line + 1, mark.column + 1)
        assert leaf is not None and leaf.path == path


def test_it_looks_as_people_write_it() -> None:
    data: Mapping[str, Any] = {
        "kind": "inspection",
        "version": "1",
        "branches": {
            "发电部党支部": {
                "date": "2021-03-22",
                "findings": [
                    {
                        "item": "DJ-01",
                        "missing": "1",
                        "reason": "2月支委会未召开，也未改期：应补开",
                        "id": "2021Q1-01",
                    },
                    {"item": "XC-04", "count": {"迟到": "3", "早退": "1"}, "done": ["4", "2", "0"]},
                ],
                "not_applicable": {"DJ-09": "集控楼 #3机组停运"},
                "note": "第一行\n第二行",
            }
        },
    }
    assert written(_tree(data), ["开头"]).text == (
        "# 开头\n"
        "kind: inspection\n"
        "version: 1\n"
        "branches:\n"
        "  发电部党支部:\n"
        "    date: 2021-03-22\n"
        "    findings:\n"
        "      - item: DJ-01\n"
        "        missing: 1\n"
        "        reason: 2月支委会未召开，也未改期：应补开\n"
        "        id: 2021Q1-01\n"
        "      - item: XC-04\n"
        "        count: {迟到: 3, 早退: 1}\n"
        "        done: [4, 2, 0]\n"
        "    not_applicable: {DJ-09: '集控楼 #3机组停运'}\n"
        '    note: "第一行\\n第二行"\n'
    )


@pytest.mark.parametrize("text", ["零\u200b宽", "\x00", "\u2028"])
def test_what_no_file_may_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        written({"a": _Leaf(text, ())})


def test_a_key_and_a_list_lead_to_the_first_of_what_they_hold() -> None:
    data: Mapping[str, Any] = {"a": "1", "b": {"c": [{"d": "2"}, {"e": "3"}]}}
    found = written(_tree(data))
    lines = found.text.split("\n")
    told: Sequence[Any] = [
        found.at(line + 1, len(lines[line]) - len(lines[line].lstrip("- ")) + 1) for line in range(len(lines) - 1)
    ]
    assert [each.text for each in told] == ["1", "2", "2", "2", "3"]
