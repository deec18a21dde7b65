"""Where keys, values and elements of lists stand."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import read_text
from dangjian_kaoping.source.reader import Map, Seq, key_place, place_at, place_of, read_yaml

TEXT = """\
# 注释
名称: 发电部党支部
检查:
  - {item: 三会一课, count: 3}
  - item: DJ-02
    reason: '2月、3月 两次'
空的:
"""


def _read(text: str) -> Map:
    faults = Faults()
    data = read_yaml(text, "a.yaml", faults)
    assert [each.message for each in faults] == []
    assert data is not None
    return data


@pytest.mark.parametrize(
    ("location", "line", "column", "width"),
    [
        (("名称",), 2, 5, 6),
        (("检查",), 4, 3, 1),
        (("检查", 0), 4, 5, 1),
        (("检查", 0, "item"), 4, 12, 4),
        (("检查", 0, "count"), 4, 25, 1),
        (("检查", 1), 5, 5, 1),
        (("检查", 1, "item"), 5, 11, 5),
        (("检查", 1, "reason"), 6, 13, 10),
    ],
)
def test_a_value_stands_where_it_begins(location: tuple[int | str, ...], line: int, column: int, width: int) -> None:
    # columns count characters, of which a Han character is one
    place = place_at(_read(TEXT), location, "a.yaml")
    assert (place, place.width) == (Place("a.yaml", line, column), width)


@pytest.mark.parametrize(
    ("location", "line", "column"),
    [(("名称",), 2, 1), (("检查",), 3, 1), (("检查", 0, "count"), 4, 18), (("检查", 1, "reason"), 6, 5)],
)
def test_a_key_stands_where_it_begins(location: tuple[int | str, ...], line: int, column: int) -> None:
    place = key_place(_read(TEXT), location, "a.yaml")
    assert (place, place.width) == (Place("a.yaml", line, column), len(str(location[-1])))


def test_an_absent_value_stands_where_its_key_stands() -> None:
    assert place_at(_read(TEXT), ("空的",), "a.yaml") == Place("a.yaml", 7, 1)


def test_what_is_not_in_the_data_stands_where_its_holder_stands() -> None:
    data = _read(TEXT)
    assert place_at(data, ("检查", 0, "=count", "reason"), "a.yaml") == Place("a.yaml", 4, 5)
    assert place_at(data, ("没有",), "a.yaml") == Place("a.yaml", 1, 1)
    assert key_place(data, ("检查", 0, "没有"), "a.yaml") == Place("a.yaml", 4, 5)


def test_maps_and_lists_keep_a_mark_for_each_part() -> None:
    data = _read(TEXT)
    assert [place_of("a.yaml", mark)[1:] for mark in data.key_marks] == [(2, 1), (3, 1), (7, 1)]
    assert len(data.value_marks) == len(data)
    rows = data["检查"]
    assert isinstance(rows, Seq)
    assert [place_of("a.yaml", mark)[1:] for mark in rows.marks] == [(4, 5), (5, 5)]


@pytest.mark.parametrize(
    "encoded",
    [
        TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode(),
    ],
    ids=["unix", "windows", "old mac", "bom", "bom and windows"],
)
def test_positions_do_not_depend_on_line_ends_or_a_bom(encoded: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(encoded)
    faults = Faults()
    read = read_text(tmp_path / "a.yaml", "a.yaml", faults)
    assert read is not None
    data = _read(read)
    assert data == _read(TEXT)
    assert place_at(data, ("检查", 1, "reason"), "a.yaml") == Place("a.yaml", 6, 13)


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    assert place_at(_read("说明: 😀𠮷\n{键: 值}: 1\n".replace("{键: 值}", "键")), ("键",), "a") == Place("a", 2, 4)
    assert place_at(_read("{a: 😀𠮷, b: 1}"), ("b",), "a") == Place("a", 1, 12)


@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_separator_that_editors_do_not_show_as_a_line_does_not_move_the_lines(character: str) -> None:
    # either refused like a control character (KP116), or the lines stay those of the editor
    faults = Faults()
    data = read_yaml(f"甲: '一{character}二'\n乙: 三\n", "a.yaml", faults)
    told = {(each.code, each.place.line) for each in faults}
    assert told == {("KP116", 1)} or (data is not None and place_at(data, ("乙",), "a.yaml").line == 2)
