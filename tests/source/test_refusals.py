"""What the reader refuses, and the line that it names."""

import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.source.reader import MOST_DEPTH, read_yaml
from effort import calls


def _faults(text: str) -> list[Diagnostic]:
    faults = Faults()
    data = read_yaml(text, "a.yaml", faults)
    assert data is None
    return list(faults)


def _only(text: str) -> Diagnostic:
    (fault,) = _faults(text)
    return fault


def test_a_duplicate_key_shows_both_lines() -> None:
    fault = _only("a: 1\n分值: 2\nb:\n  分值: 3\n分值: 4\n")
    assert (fault.code, fault.place.line, fault.place.column, fault.width) == ("KP104", 5, 1, 2)
    assert fault.message == "“分值”写了两次，第一次在第 2 行"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: 1\n'a': 2\n", [2]),  # quoted or not, it is one key
        ("x: {a: 1, a: 2}\n", [1]),
        ("x:\n- a: 1\n  b: 2\n  a: 3\n", [4]),
        ("a: 1\na: 2\na: 3\n", [2, 3]),
        ("a: {b: 1}\na: {b: 1, b: 2}\n", [2, 2]),
    ],
)
def test_every_duplicate_is_found(text: str, lines: list[int]) -> None:
    found = _faults(text)
    assert [fault.code for fault in found] == ["KP104"] * len(lines)
    assert [fault.place.line for fault in found] == lines


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: &x 2\n", 2, "锚点（&）"),
        ("a: &x {b: 1}\n", 1, "锚点（&）"),
        ("a: &x [1]\n", 1, "锚点（&）"),
        ("a: 1\nb: *x\n", 2, "别名（*）"),
        ("a: [*x]\n", 1, "别名（*）"),
        ("a: !str 1\n", 1, "标签（!）"),
        ("a: !!int '1'\n", 1, "标签（!）"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "标签（!）"),
        ("a: !x {b: 1}\n", 1, "标签（!）"),
        ("a: 1\n---\nb: 2\n", 2, "一个文件里写了几份文档（---）"),
        ("a: 1\n? [x]\n: 2\n", 2, "以列表、表格或空白作键"),
        ("a:\n  ? {x: 1}\n  : 2\n", 2, "以列表、表格或空白作键"),
        ("a:\n  ?\n  : 1\n", 2, "以列表、表格或空白作键"),
    ],
)
def test_what_is_too_clever_is_refused(text: str, line: int, what: str) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line, fault.message) == ("KP105", line, f"这里用了{what}")


@pytest.mark.parametrize("text", ["a: 1\n<<: {b: 2}\n", "a: {<<: {b: 2}}\n", "base: 1\n<<: [{b: 2}]\n"])
def test_a_merge_key_is_refused(text: str) -> None:
    assert [fault.code for fault in _faults(text)] == ["KP105"]


def test_a_quoted_merge_key_is_an_ordinary_name() -> None:
    faults = Faults()
    assert read_yaml("'<<': 1\n", "a.yaml", faults) == {"<<": "1"}


@pytest.mark.parametrize("text", ["---\na: 1\n", "a: 1\n...\n", "%YAML 1.1\n---\na: 1\n", "# 注释\n---\na: 1 # 注释\n"])
def test_the_marks_of_a_single_document_are_allowed(text: str) -> None:
    faults = Faults()
    assert read_yaml(text, "a.yaml", faults) == {"a": "1"}
    assert len(faults) == 0


BOMBS = {
    "lists": "a: " + "[" * 10_000,
    "closed lists": "a: " + "[" * 10_000 + "]" * 10_000,
    "mappings": "a: " + "{a: " * 10_000,
    "dashes": "a:\n" + "- " * 10_000 + "x\n",
    "indents": "".join(f"{' ' * depth}a:\n" for depth in range(2_000)),
    "explicit keys": "? " * 10_000 + "x\n",
}


@pytest.mark.parametrize("how", BOMBS)
def test_nesting_without_end_is_refused_at_once(how: str) -> None:
    assert calls(lambda: _only(BOMBS[how])) < 1000
    fault = _only(BOMBS[how])
    assert fault.code in ("KP106", "KP105")


def test_the_last_depth_that_is_allowed() -> None:
    deepest = "a: " + "[" * (MOST_DEPTH - 1) + "]" * (MOST_DEPTH - 1)
    faults = Faults()
    assert read_yaml(deepest, "a.yaml", faults) is not None
    fault = _only("b: 1\na: " + "[" * MOST_DEPTH + "]" * MOST_DEPTH)
    assert (fault.code, fault.place.line) == ("KP106", 2)


@pytest.mark.parametrize("text", ["", "\n\n", "# 只有注释\n", "---\n", "---\n...\n"])
def test_an_empty_file(text: str) -> None:
    assert _only(text).code == "KP111"


@pytest.mark.parametrize("text", ["- a\n- b\n", "一段文字\n", "[a, b]\n", "'a: 1'\n"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    assert _only(text).code == "KP112"
