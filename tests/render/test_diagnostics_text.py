from dangjian_kaoping.diagnostics import Diagnostic, Fault, catalogue, codes
from dangjian_kaoping.place import Place
from dangjian_kaoping.words.names import faults_in_words
from dangjian_kaoping.write.text.diagnostics import diagnostics_text, marked

TEXT = "kind: inspection\nbranches:\n  发电党支部: {date: 2021年3月1日}\n\tx: 1\n"
DATE = Diagnostic(codes.KP109(found="“2021年3月1日”", expected="这里应是一个日期"), Place("a.yaml", 3, 17), width=9)
LATE = Diagnostic(codes.KP318(item="A", clause="b", size="3", unit="人", sampled="2"), Place("b.yaml", 9, 1))


def test_a_fault_is_told_with_its_line_its_reason_and_its_remedy() -> None:
    assert diagnostics_text([DATE, LATE], {"a.yaml": TEXT}, 80) == (
        "a.yaml:3:17 错误 KP109 “2021年3月1日”不对，这里应是一个日期\n"
        "  3 |   发电党支部: {date: 2021年3月1日}\n"
        "    |                      ^^^^^^^^^^^^\n"
        "  为什么：值不对就不能计分。\n"
        "  怎样改：请改成所要的写法。\n"
        "\n"
        "b.yaml:9:1 提醒 KP318 A/b 规定抽查 3 人，只抽了 2 人\n"
        "  为什么：抽得少，结论不牢。\n"
        "  怎样改：请补抽，或说明原因。\n"
        "\n"
        "1 个错误，1 个提醒\n"
    )


def test_what_faults_of_one_code_have_in_common_is_told_once_with_their_number() -> None:
    reason, other = (Diagnostic(codes.KP107(key=key), Place("a.yaml", line), 1, hint) for line, key, hint in SLIPS)
    alone = Diagnostic(codes.KP111(), Place("b.yaml", 1))
    assert diagnostics_text([reason, other, alone], {}, 80) == (
        "a.yaml:3:1 错误 KP107 不认识的键“resaon”\n"
        "  怎样改：是不是“reason”？\n"
        "\n"
        "a.yaml:9:1 错误 KP107 不认识的键“备注”\n"
        "\n"
        "b.yaml:1:1 错误 KP111 文件是空的\n"
        "  为什么：空文件不知道是没有交还是没有写完。\n"
        "  怎样改：请写上内容，或删去这个文件。\n"
        "\n"
        "KP107 不认识的键（2 处）\n"
        "  为什么：写错的键不会起作用，而写的人以为它起作用。\n"
        "  怎样改：请改正或删去。\n"
        "\n"
        "3 个错误\n"
    )


SLIPS = ((3, "resaon", "是不是“reason”？"), (9, "备注", ""))


def test_a_remedy_with_particulars_of_its_own_stays_with_its_fault() -> None:
    faults = [Diagnostic(codes.KP108(key=key), Place("a.yaml", line)) for line, key in ((1, "date"), (5, "item"))]
    text = diagnostics_text(faults, {}, 80)
    assert text.count("缺了它，这一段就不完整。") == 1
    assert (
        text.index("“date:”")
        < text.index("a.yaml:5")
        < text.index("“item:”")
        < text.index("KP108 缺少必写的键（2 处）")
    )
    same = diagnostics_text([faults[0], faults[0]], {}, 80)
    assert same.count("“date:”") == 1


def test_tabs_are_expanded_and_marks_stay_in_the_line() -> None:
    assert marked("\tx: 1", 4, 2, 99, 80) == ["  4 |     x: 1", "    |     ^^^^"]
    assert marked("一二", 4, 9, 3, 80) == ["  4 | 一二", "    |     ^"]


def test_of_a_long_line_the_place_is_shown() -> None:
    line, under = marked("甲" * 100 + "错" + "乙" * 100, 1, 101, 1, 60)
    assert "错" in line
    assert line[: line.index("错")].count("甲") * 2 + len("  1 | ") == under.index("^")
    assert under.count("^") == 2


def test_what_has_no_place_or_no_text_is_told_without_a_line() -> None:
    fault = Diagnostic(codes.KP111(), Place("empty.yaml", 1))
    assert diagnostics_text([fault], {"empty.yaml": ""}).startswith("empty.yaml:1:1 错误 KP111 文件是空的\n  为什么")


def test_control_characters_do_not_reach_the_terminal() -> None:
    fault = Diagnostic(codes.KP116(character="U+001B"), Place("a.yaml", 1, 2))
    text = diagnostics_text([fault], {"a.yaml": "a\x1b[31mb"})
    assert "\x1b" not in text
    assert "  1 | a□[31mb\n    |  ^\n" in text


def test_the_reasons_of_all_codes_can_be_filled_in() -> None:
    for code, kind in catalogue().items():
        fault = Fault(code, dict.fromkeys(kind.particulars(), "某"))
        text = diagnostics_text([Diagnostic(fault, Place("x", 1))], {})
        assert "{" not in text
        text.encode("gbk")


def test_the_faults_in_words() -> None:
    assert faults_in_words([DATE, DATE]) == "2 个错误"
    assert faults_in_words([]) == "没有错误，也没有提醒"


def test_what_is_known_of_several_alike_is_told_once_where_it_says_of_what() -> None:
    def fault(line: int, branch: str, hint: str) -> Diagnostic:
        return Diagnostic(codes.KP303(quarter="2021Q1", branch=branch), Place("a.yaml", line), hint=hint)

    renamed = [fault(line, "甲支部", "“甲支部”改叫了“乙支部”。") for line in (1, 2, 3)]
    alone, unclear = (
        fault(4, "丙支部", "“丙支部”是另一个。"),
        [fault(line, "丁", "是不是“丁支部”？") for line in (5, 6)],
    )
    text = diagnostics_text([*renamed, alone, *unclear], {}, 200)
    assert text.count("“甲支部”改叫了") == 1
    assert text.index("KP303 没有这个支部（6 处）") < text.index("怎样改：“甲支部”改叫了“乙支部”。写错了的")
    assert text.index("a.yaml:4") < text.index("“丙支部”是另一个。") < text.index("a.yaml:5")
    assert text.count("是不是“丁支部”？") == 2, "of what it speaks is said only beside it"
