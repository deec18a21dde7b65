"""What is read line by line is what libyaml reads, with the same marks; what only libyaml can read is left to it."""

import contextlib
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.pruning import validated_partly
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.source import reader
from dangjian_kaoping.source.plain import most_events, plainly_written
from dangjian_kaoping.source.reader import Map, Seq, read_yaml
from dangjian_kaoping.source.syntax import blame_text
from thorough import law, some

ROOT = Path(__file__).parents[2]
FILES = sorted(each for folder in ("data", "rubrics", "tests") for each in (ROOT / folder).rglob("*.yaml"))


def by_libyaml(text: str) -> tuple[Map | None, Faults]:
    faults = Faults()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reader, "_plainly_written", lambda _: None)
        return read_yaml(text, "a.yaml", faults), faults


def marked(data: Any) -> object:
    """Data with all of its types and marks."""
    if isinstance(data, Map):
        marks = [(each.line, each.column) for each in (data.mark, *data.key_marks, *data.value_marks)]
        return [Map, marks, [(type(key), key, marked(value)) for key, value in data.items()]]
    if isinstance(data, Seq):
        return [Seq, [(each.line, each.column) for each in (data.mark, *data.marks)], [marked(each) for each in data]]
    return type(data), data


def held(text: str) -> bool:
    """Whether a text is read line by line; then libyaml reads the same."""
    plain, before = plainly_written(text), Faults()
    blame_text(text, "a.yaml", before, reader.MOST_DEPTH)
    if plain is None or len(before):
        return False
    data, faults = by_libyaml(text)
    assert not len(faults), [each.message for each in faults]
    assert marked(plain) == marked(data)
    assert data is not None and plain.text == data.text
    assert sum(1 for _ in yaml.parse(text, Loader=yaml.CSafeLoader)) <= most_events(text)
    return True


@pytest.mark.parametrize("file", some(FILES, 60), ids=lambda each: each.stem)
def test_files_are_read_as_libyaml_reads_them(file: Path) -> None:
    with contextlib.suppress(UnicodeDecodeError):
        held(file.read_text("utf-8"))


def test_most_records_of_the_sample_are_written_plainly() -> None:
    assert held((ROOT / "data/2020Q4/inspection/dangqun.yaml").read_text("utf-8"))


KEYS = (
    "a",
    "b",
    "第一支部",
    "2021-03",
    "no",
    "~",
    "null",
    "'a'",
    "<<",
    "a b",
    "x：y",
    "é",
    "a'b",
    "😀",
    "-",
    "?",
    "",
    "a" * 120,
)
VALUES = (
    *("", "1", "值", "2021-03-25", "null", "~", "NULL", "'a'", '"b"', "''", "'~'", "'it''s'", '"a\\n"', "a]", "}"),
    *("a b", "a  b", "a ", " a", "a: b", "a:b", "a:", "- a", "-1", "&a b", "*a", "!a b", "|", ">-", "@a", "%a", "`a"),
    *("（一）", "“引”", "a #b", "a#b", "#", "---", "...", "a\tb", "a\x85b", "a\u2028b", "a\xa0b", "😀", "a😀", "？"),
    *(
        "'a' b",
        '"a',
        "a\u3000b",
        "\u3000a",
        "é",
        "《a》",
        "a，b",
        "a, b",
        "a\\b",
        "<<",
        "=",
        "a\ufeffb",
        "a\ue000b",
        "a\ufffdb",
        "a\ud7ffb",
    ),
    *("a\u3000b", "\u3000a", "é", "《a》"),
    *("[]", "{}", "[1]", "[4, 2, 0]", "[a,b]", "[a, ]", "[ a]", "[a b, c]", "[[a]]", "[a: b]", "[null, ~]", "[a?]"),
    *("{a: b}", "{a: [1, 2], b: c}", "{a: 'x, y'}", "{a: b, a: c}", "{a: b,c: d}", "{a: }", "{a}", "{a: b }"),
    *("[{a: b}]", "[{a: [1, 2], b: c}]", "[{a: b, a: c}]", "[{a: b}, {c: d}]", "[{a: b} ]", "[{}]", "[{x：y: b}]"),
    *("{a: b c, d/e: null}", "{a: x?y}", "{a: （b）, c: “d”}", "{a: {b: c}}", "{a: []}", "[a，b]", "{a: 'x'y}"),
)
LINES = st.builds(
    lambda indent, dash, key, value, end: f"{' ' * indent}{dash}{key}{value}{end}",
    st.sampled_from((0, 0, 0, 2, 2, 4, 4, 6, 1, 3)),
    st.sampled_from(("", "", "", "- ", "- ", "-", "-  ")),
    st.one_of(
        st.sampled_from(("a: ", "b: ", "c: ", "d:", "e:")),
        st.sampled_from([f"{key}: " for key in KEYS]),
        st.just(""),
    ),
    st.one_of(st.just(""), st.sampled_from(("1", "值", "a b")), st.sampled_from(VALUES)),
    st.sampled_from(("", "", "", "", " ", "\n", "\n  ")),
)


@pytest.mark.whole
@law(4000)
@given(st.lists(LINES, min_size=1, max_size=7), st.sampled_from(("", "# head\n", "\n", "---\n")), st.booleans())
def test_lines_of_all_sorts_are_read_as_libyaml_reads_them(lines: list[str], head: str, ends: bool) -> None:
    held(head + "\n".join(lines) + ("\n" if ends else ""))


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "form",
    [
        *("k: @\n", "k:\n  - @\n", "k:\n- @\n- x: 1\n  y: @\nz: 2\n", "k: @", "k:\n  a: @\nb:\n"),
        # entries of lists with all their keys below each other, and those that are nearly so
        *("k:\n- x: @\n  y: @\n  z: @\n- x: @\n", "k:\n  - x: 1\n    y: @\nl:\n- z: @", "k:\n- x: @\n  x: @\n"),
        *("k:\n- x: @\n   y: 1\n", "k:\n- x: @\n y: 1\n", "k:\n- x: 1\n  y: @\n\n  z: 1\n", "k:\n- x：y: @\n"),
        *("k:\n- x: @\n  y:\n  - z: @\n  v: 1\n", "k:\n- - x: @\n    y: 1\n", "- x: @\n  y: 1\n", "k: 1\n- x: @\n"),
    ],
)
def test_each_value_in_each_place(value: str, form: str) -> None:
    held(form.replace("@", value))


@pytest.mark.whole
def test_a_large_file_is_read_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = (
        "  第{}党支部:\n    date: 2021-03-25\n    findings:\n    - item: X-01\n      clause: 缺少\n      missing: 1\n"
    )
    text = "branches:\n" + "".join(map(entry.format, range(2_000)))
    assert held(text)
    monkeypatch.setattr(reader, "_walk", None)
    assert read_yaml(text, "a.yaml", Faults()) is not None


def test_what_is_read_line_by_line_is_pruned_as_all_else() -> None:
    """Of a row that lacks what must be written, in a file of any size, all that is right is there."""
    text = "kind: adjustments\nversion: 1\nquarter: 2021Q1\nadjustments:\n" + (
        "- finding: DQ-1\n  withdrawn: true\n  reason: 复核属实\n  date: 2021-04-16\n" * 2
    )
    data = plainly_written(text)
    assert data is not None
    faults = Faults()
    found = validated_partly(Adjustments, data, "a.yaml", faults)
    assert [(each.code, each.place.line) for each in faults] == [("KP108", 5), ("KP108", 9)]
    assert found is not None
    assert all(each.lacks("approved_by") and not each.lacks("reason") for each in found.adjustments)
