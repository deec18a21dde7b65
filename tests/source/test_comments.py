"""What YAML would cut off for a comment is told; a comment that was meant is none of our business."""

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.source.reader import Map, read_header, read_yaml


def _read(text: str) -> tuple[Map | None, list[Diagnostic]]:
    faults = Faults()
    data = read_yaml(text, "a.yaml", faults)
    assert (data is None) == bool(len(faults))
    return data, list(faults)


def _cut(text: str) -> list[tuple[int, int, str]]:
    """Line, column and words of what is cut off."""
    _, faults = _read(text)
    assert {fault.code for fault in faults} <= {"KP141"}
    return [(fault.place.line, fault.place.column, fault.particulars["cut"]) for fault in faults]


@pytest.mark.parametrize(
    ("text", "line", "column", "cut"),
    [
        ("reason: 集控楼 #3机组台账缺2次\n", 1, 13, "#3机组台账缺2次"),
        ("reason: 集控楼 #3机组台账缺2次", 1, 13, "#3机组台账缺2次"),
        ("reason: 集控楼 # 3机组台账缺2次\n", 1, 13, "# 3机组台账缺2次"),
        ("reason: 集控楼  #3机组\n", 1, 14, "#3机组"),
        ("reason: 集控楼\t#3机组\n", 1, 13, "#3机组"),
        ("reason: 集控楼 #\n", 1, 13, "#"),
        ("reason: 集控楼 ##\n", 1, 13, "##"),
        ("reason: 集控楼 ＃3机组 #4机组\n", 1, 18, "#4机组"),
        ("reason: DCS # 3机组\n", 1, 13, "# 3机组"),
        ("reason: #3机组台账缺2次\n", 1, 9, "#3机组台账缺2次"),
        ("reason:\n  集控楼 #3机组\n", 2, 7, "#3机组"),
        ("reason: '集控楼' #3机组\n", 1, 15, "#3机组"),
        ('reason: "集控楼" #3机组\n', 1, 15, "#3机组"),
        ("reason: | #3机组\n  集控楼\n", 1, 11, "#3机组"),
        ("reason: '集控楼'#3机组\n", 1, 14, "#3机组"),
        ("due: [Q1, Q4]# 3机组\n", 1, 14, "# 3机组"),
        ("count: 2 #3机组\n", 1, 10, "#3机组"),
        ("count: 2 #次\n", 1, 10, "#次"),
        ("due: [Q1, Q4] #3机组\n", 1, 15, "#3机组"),
        ("materials:\n  - 手册 #3机组\n  - 台账\n", 2, 8, "#3机组"),
        ("materials: #3机组\n  - 台账\n", 1, 12, "#3机组"),
        # a text of several lines
        ("reason: 集控楼\n  #3机组\ncount: 2\n", 2, 3, "#3机组"),
        ("reason: 集控楼\n  # 3机组\ncount: 2\n", 2, 3, "# 3机组"),
        ("reason: 集控楼\n\n  # 3机组\n", 3, 3, "# 3机组"),
        ("reason: 集控楼\n  台账缺2次\n  # 3机组\n", 3, 3, "# 3机组"),
        ("reason: 集控楼\n  台账缺2次 #3机组\n", 2, 9, "#3机组"),
        ("reason: 集控楼\n  # 3机组\n  台账缺2次\ncount: 1\n", 2, 3, "# 3机组"),
        ("reason: 集控楼\n  台账\n  #3机组\n  缺2次\ncount: 1\n", 3, 3, "#3机组"),
        ("a:\n- 手册\n  # 3号\n- 台账\n", 3, 3, "# 3号"),
        ("a:\n  b: 手册\n   #3号\n  c: 台账\n", 3, 4, "#3号"),
        # inside brackets, where the rest of the line goes with it
        ("a:\n- {item: DJ-01, reason: 集控楼 #3机组, count: 2}\n- {item: DJ-02}\n", 2, 29, "#3机组, count: 2}"),
        ("a:\n- {item: DJ-01, reason: 集控楼 # 3机组, count: 2}\n- {item: DJ-02}\n", 2, 29, "# 3机组, count: 2}"),
        ("a: {reason: '集控楼' #3机组, count: 2}\n", 1, 19, "#3机组, count: 2}"),
        ("a: [手册, 台账 #3号]\n", 1, 12, "#3号]"),
        ("a: [手册,\n  台账\n# 3号\n  ]\n", 3, 1, "# 3号"),
        # keys
        ("branches:\n  发电部 #1支部:\n    date: 1\n", 2, 7, "#1支部:"),
        ("branches:\n  发电部 #1支部: 一\n  机关: 二\n", 2, 7, "#1支部: 一"),
        ("'发电部' #1支部: 一\n", 1, 7, "#1支部: 一"),
        ("? 发电部 #1支部\n: 一\n", 1, 7, "#1支部"),
        ("发电部党支部: #1号\n  a: 1\n", 1, 9, "#1号"),
    ],
)
def test_words_that_would_be_cut_off_are_told(text: str, line: int, column: int, cut: str) -> None:
    assert _cut(text) == [(line, column, cut)]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("# 头\n\n #又\n\na: 一\n#尾", {"a": "一"}),
        ("a: 一\n# 中间\nb: 二\n", {"a": "一", "b": "二"}),
        ("a: 一\n#reason: 注掉的\nb: 二\n", {"a": "一", "b": "二"}),
        ("x:\n  a: 一\n  # 中间\n  b: 二\n", {"x": {"a": "一", "b": "二"}}),
        ("x:\n  a: 一\n# 靠边\n  b: 二\n", {"x": {"a": "一", "b": "二"}}),
        ("x:\n  a: 一\n    # b: 二\n  c: 三\n    #- d: 四\n", {"x": {"a": "一", "c": "三"}}),
        ("x:\n- a: 一\n  # 中间\n  b: 二\n", {"x": [{"a": "一", "b": "二"}]}),
        ("x:\n- 一\n# 中间\n- 二\n", {"x": ["一", "二"]}),
        ("a: 一 二  # 注释\n", {"a": "一 二"}),
        ("a: 一\t# 注释\n", {"a": "一"}),
        ("a: 一  # 注释\n      # 接着的注释\nb: 二\n", {"a": "一", "b": "二"}),
        ("a: 一  #\nb: 2 #\n", {"a": "一", "b": "2"}),
        ("a: 2 # 次\n", {"a": "2"}),
        ("a: -0.5 # 分\n", {"a": "-0.5"}),
        ("a: 2\n  # 次\nb: 1\n", {"a": "2", "b": "1"}),
        ("a: 2021-03-25 # 周四\n", {"a": "2021-03-25"}),
        ("a: 2021Q1 # 一季度\n", {"a": "2021Q1"}),
        ("a: DJ-01 # 三会一课\n", {"a": "DJ-01"}),
        ("a: true # 是\nb: on_site # 立行立改\n", {"a": "true", "b": "on_site"}),
        ("a: [Q1, Q4] # 注释\nb: {c: 1} # 注释 #2\n", {"a": ["Q1", "Q4"], "b": {"c": "1"}}),
        ("a: [Q1, # 一\n  Q4] # 四\n", {"a": ["Q1", "Q4"]}),
        ("a: '一' # 注释\nb: \"二 #3 '四'\" # 注释\n", {"a": "一", "b": "二 #3 '四'"}),
        ("a: '一\n  #3 二'\nb: 1\n", {"a": "一 #3 二", "b": "1"}),
        ("a: | # 注释\n  一 #3\n  # 二\nb: >-\n  三 #4\n# 注释\n", {"a": "一 #3\n# 二\n", "b": "三 #4"}),
        ("a: # 注释\n- 一\n", {"a": ["一"]}),
        ("发电部党支部: # 注释\n  a: 1\n机关: # 本月没有\n", {"发电部党支部": {"a": "1"}, "机关": None}),
        ("a:\n- # 注释\n  b: 1\n", {"a": [{"b": "1"}]}),
        (
            "a: 集控楼#3机组\nb: C#\nc: http://x/#y\nd: 一　#二\n",
            {"a": "集控楼#3机组", "b": "C#", "c": "http://x/#y", "d": "一　#二"},
        ),
        ("a: 1 #　全角空格\n", {"a": "1"}),
    ],
)
def test_a_comment_that_was_meant_is_allowed(text: str, data: object) -> None:
    assert _read(text) == (data, [])


def test_all_that_is_cut_is_told_at_once() -> None:
    assert _cut("a: 一 #1\nb: 二  # 注释\nc:\n- 三 #3\n- 四 # 4\n") == [(1, 6, "#1"), (4, 5, "#3"), (5, 5, "# 4")]


def test_both_mends_are_shown() -> None:
    _, (fault,) = _read("reason: 集控楼 # 3机组的'台账'\n")
    assert (fault.width, fault.message) == (10, "“# 3机组的'台账'”会被当作注释，不会读")
    assert "单引号里，如 '集控楼 # 3机组的''台账'''；" in fault.mend
    assert "“#”前面空两格、后面空一格" in fault.mend


@pytest.mark.parametrize(
    "text",
    ["a: {r: 集控楼 #3机组, c: 2}\n", "发电部 #1支部:\n", "a: 集控楼\n  #3机组\n", f"a: 集控楼 #{'长' * 60}\n"],
)
def test_an_example_is_shown_only_where_it_is_the_whole_text(text: str) -> None:
    _, (fault,) = _read(text)
    assert fault.mend.startswith("是正文的，把整段文字放在单引号里；")


def test_another_slip_further_on_is_told_too() -> None:
    _, faults = _read("a: 一 #1\nb: [1\n")
    assert [(fault.code, fault.place.line) for fault in faults] == [("KP141", 1), ("KP103", 2)]


def test_line_ends_do_not_matter_and_columns_are_those_of_the_text() -> None:
    assert _cut("说明: 😀𠮷\n键: 😀 #1\n") == [(2, 6, "#1")]


def test_a_header_does_not_go_by_what_is_cut() -> None:
    # what is read of it only says which file to read whole, and that tells
    assert read_header("kind: rubric\nversion: 2020 #3\n")["kind"] == "rubric"


@pytest.mark.whole
def test_a_file_of_nothing_else_is_read_quickly() -> None:
    text = "a:\n" + "- 一 #2\n" * 200_000
    begin = time.process_time()
    assert len(_cut(text)) == 100
    assert time.process_time() - begin < 5


# without quotes and block text, of which test_scalars tells
_plain = st.text("一二a3 #\n\t-:,[]{}", max_size=14)
_LAWFUL = re.compile(r"(?:^|[ \t][ \t]+|\t|(?<=[a-z_\d:\]},\[{-]) )#(?=\s|$).*|^[ \t]*#.*", re.MULTILINE)
"""A comment as the rule has it, told from the line alone."""


@pytest.mark.whole
@given(_plain)
@example("一 #3")
@example("一 # 3")
@example("一  # 3")
@example("一\n  #3\n  二")
@example("[一 #3,\n二]")
def test_what_was_written_before_a_lawful_comment_is_read_or_a_fault_is_told(words: str) -> None:
    faults = Faults()
    data = read_yaml(f"键: {words}\n", "a.yaml", faults)
    if not len(faults):
        # white space and what YAML itself is made of carry no meaning of their own
        assert _letters("".join(_scalars(data))) == _letters(_LAWFUL.sub("", f"{words}\n"))


def _letters(text: str) -> list[str]:
    return [each for each in text if each in "一二a3#"]


def _scalars(node: object) -> list[str]:
    if isinstance(node, dict):
        return [text for key, value in node.items() for text in (key.replace("键", ""), *_scalars(value))]
    return [text for each in node for text in _scalars(each)] if isinstance(node, list) else [str(node or "")]
