"""What people really do to a YAML file: the right line is named, in the office's words."""

import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.place import lines_of
from dangjian_kaoping.source.reader import read_yaml


def _only(text: str) -> Diagnostic:
    faults = Faults()
    assert read_yaml(text, "a.yaml", faults) is None
    (fault,) = faults
    return fault


def _told(text: str) -> tuple[str, int]:
    fault = _only(text)
    return fault.code, fault.place.line


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("title: 三会一课\npoints：5\nfocus: trace\n", 2, "points"),
        ("title: 三会一课\npoints：5", 2, "points"),
        ("title: 三会一课\npoints：5\n\n# 注释\nfocus: trace\n", 2, "points"),
        ("items:\n  - id：DJ-01\n    title: 三会一课\n", 2, "id"),
        ("items:\n  - id: DJ-01\n    points：5\n    title: 三会一课\n", 3, "points"),
        ("items:\n  - id: DJ-01\n    clauses：\n      - id: 缺会\n", 3, "clauses"),
        ("支部：发电部\n检查: 3月\n", 1, "支部"),
        # what stands in brackets has colons of its own
        ("approved：{by: 厂党委, date: 2021-04-09}\n", 1, "approved"),
        ("quarter: 2021Q1\napproved： {by: 厂党委, date: 2021-04-09}\nabsent: {}\n", 2, "approved"),
        ("a:\n  - id: Y1\n    decision：{result: partly, date: 2021-04-20}\n", 3, "decision"),
        ("approved：{by: 厂党委}\nquarter: 2021Q1\n", 1, "approved"),
        ("corrections：[{by: 厂党委, date: 2021-05-18}]\n", 1, "corrections"),
        ("说明: 每季：四次\npoints：5\nfocus: trace\n", 2, "points"),
    ],
)
def test_a_full_width_colon_is_blamed_on_its_own_line(text: str, line: int, key: str) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line) == ("KP115", line)
    assert f"“{key}”" in fault.message
    assert text.split("\n")[line - 1][fault.place.column - 1] == "："


def test_a_full_width_colon_inside_a_value_is_text() -> None:
    faults = Faults()
    assert read_yaml("说明: 每季：四次\n'键：一': 二\n", "a.yaml", faults) == {"说明": "每季：四次", "键：一": "二"}
    assert len(faults) == 0


@pytest.mark.parametrize("text", ["a: {item: DJ-01, count：3}\n", "a:\n  - {clause: 缺项, count：3, reason: 缺}\n"])
def test_a_full_width_colon_in_braces_is_found(text: str) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line) == ("KP115", text.count("\n"))
    assert "“count”" in fault.message
    assert text.split("\n")[fault.place.line - 1][fault.place.column - 1] == "："


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a:\n\tb: 1\n", 2, 1),
        ("a:\n  b: 1\n  \tc: 2\n", 3, 3),
        ("\ta: 1\n", 1, 1),
    ],
)
def test_a_tab_before_a_key(text: str, line: int, column: int) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line, fault.place.column) == ("KP114", line, column)
    assert "制表符" in fault.message


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: 1\n\u3000b: 2\n", 2, 1),
        ("a:\n  \u3000b: 1\n", 2, 3),
        ("a:\n\u3000\u3000- b\n", 2, 1),
        ("a:\n\xa0 b: 1\n", 2, 1),
    ],
)
def test_an_indent_of_wide_spaces(text: str, line: int, column: int) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line, fault.place.column) == ("KP114", line, column)
    assert "全角空格" in fault.message


@pytest.mark.parametrize("text", ["a: 一　二\n", "a: 一\t二\n", "a: 1\t# 注释\n", "a: '一\xa0二'\n"])
def test_such_spaces_inside_a_line_are_text(text: str) -> None:
    faults = Faults()
    assert read_yaml(text, "a.yaml", faults) is not None
    assert len(faults) == 0


@pytest.mark.parametrize(
    "text", ["a: |\n  第一段\n\n  　　第二段首行空两格\nb: 1\n", "a: |-\n  一\n  \t二\n", "a: '一\n  　　二'\nb: 1\n"]
)
def test_the_first_line_of_a_paragraph_may_be_indented_as_offices_do(text: str) -> None:
    faults = Faults()
    assert read_yaml(text, "a.yaml", faults) is not None
    assert len(faults) == 0


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> 同事\n", 2),
        ("a: 1\nb: 2\n=======\nb: 2\n", 3),
        ("a: 1\nb: 2\n>>>>>>> main\n", 3),
        ("<<<<<<< HEAD\r\na: 1\r\n".replace("\r\n", "\n"), 1),
    ],
)
def test_a_conflict_that_was_not_resolved(text: str, line: int) -> None:
    assert _told(text) == ("KP113", line)


@pytest.mark.parametrize("text", ["a: '======='\n", "a: <<<<<<<\n", "a: 1 # =======\n", "a: |\n  ========\n"])
def test_what_is_no_conflict(text: str) -> None:
    faults = Faults()
    assert read_yaml(text, "a.yaml", faults) is not None


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000"),
        ("\x07", "U+0007"),
        ("\x08", "U+0008"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\uffff", "U+FFFF"),
    ],
)
def test_a_control_character_is_named(character: str, name: str) -> None:
    fault = _only(f"a: 1\nb: 发电{character}部\n")
    assert (fault.code, fault.place.line, fault.place.column) == ("KP116", 2, 6)
    assert name in fault.message


@pytest.mark.parametrize("character", ["\x80", "\x91", "\x9f"])
def test_the_higher_control_characters_are_named_too(character: str) -> None:
    assert _told(f"a: 1\nb: 发电{character}部\n") == ("KP116", 2)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: 厂: 一分厂\n", 2, "不该再有冒号"),
        ("a: 1\n  b: 2\n", 2, "不该再有冒号"),
        ("a:\n  b: 1\n c: 2\n", 3, "不齐"),
        ("a: @厂\n", 1, "不能开头的字符"),
        ("a: %一\n", 1, "不能开头的字符"),
        ("a: `一\n", 1, "不能开头的字符"),
        ("a: 1\nb: - 一\n", 2, "另起一行"),
        ('a: "C:\\data"\n', 1, "反斜杠"),
        ("a: *\n", 1, "不能以 & 或 * 开头"),
        ("a: [1, 2}\n", 1, "括号"),
    ],
)
def test_a_slip_in_the_notation_is_explained(text: str, line: int, words: str) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line) == ("KP103", line)
    assert words in fault.message


@pytest.mark.parametrize(
    ("text", "code", "column", "words"),
    [
        ("a: {b: 1，c: 2}\n", "KP160", 9, "“b: 1，c: 2”里的“，”不是半角逗号"),
        ("a: {b: 1；c: 2}\n", "KP160", 9, "“；”"),
        ("a: {b: 甲、c: 2}\n", "KP160", 9, "“、”"),
        ("a: {b: 甲，count：2}\n", "KP160", 9, "“甲，count：2”"),
        ("a: [甲，乙]\n", "KP160", 6, "“甲，乙”"),
        ("a: {b: [甲，乙], c: 1}\n", "KP160", 10, "“甲，乙”"),
        ("a: {b: 甲 c: 2}\n", "KP103", 8, "“c”前面少了半角逗号"),
        ("a: {b: 时间: 3月, c: 2}\n", "KP103", 10, "如 b: '时间: 3月'"),
        ("a: [{b: 时间: 3月}]\n", "KP103", 11, "如 b: '时间: 3月'"),
    ],
)
def test_a_slip_in_brackets_is_named(text: str, code: str, column: int, words: str) -> None:
    fault = _only(text)
    assert (fault.code, fault.place.line, fault.place.column) == (code, 1, column)
    assert words in fault.message


@pytest.mark.parametrize(
    "text",
    [
        "a: {b: 缺会，补开, c: 1}\n",
        "a: {b: 缺会：一次, c: 1}\n",
        "a: ['甲，乙']\n",
        "a: 甲，b: 2次\n"[:6] + "\n",
        "a:\n- 甲，乙\n",
    ],
)
def test_full_width_marks_in_text_are_lawful(text: str) -> None:
    faults = Faults()
    assert read_yaml(text, "a.yaml", faults) is not None
    assert not len(faults)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb: '没有收尾\nc: 2\nd: 3\n", 2),
        ('a: 1\nb: "没有收尾\nc: 2\nd: 3\n', 2),
        ("a: 1\nb: [1, 2\nc: 3\nd: 4\n", 2),
        ("a:\n- 1\n-2\n- 3\n", 3),
        ("a: 1\n没有冒号\nb: 2\n", 2),
    ],
)
def test_what_was_left_open_is_blamed_where_it_begins(text: str, line: int) -> None:
    assert _told(text) == ("KP103", line)


WRITTEN = (
    "branches:\n  发电部党支部:\n    findings:\n      - {item: WM-04, clause: [现场, 'a: b'], note: \"一 # 二\"}\n"
)


@pytest.mark.parametrize("end", ["", "\n", "\u2028", "\x85 "])
def test_a_text_may_break_off_anywhere(end: str) -> None:
    for length in range(len(WRITTEN)):
        faults = Faults()
        text = WRITTEN[:length] + end
        if read_yaml(text, "a.yaml", faults) is None:
            assert faults
        for fault in faults:
            assert 1 <= fault.place.line <= len(lines_of(text))
