"""Names and reasons as they are written in files: what is no name, no reason, or looks like another name."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic

from .laying import DANGQUN, JANUARY, JIWEI, ROSTER, RUBRIC, checked, edit, lay

REASON = "reason: 2月支委会未召开"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path)


def _only(root: Path, code: str, file: str) -> Diagnostic:
    faults = [fault for fault in checked(root) if fault.place.file == file]
    assert [fault.code for fault in faults] == [code], [fault.message for fault in faults]
    return faults[0]


@pytest.mark.parametrize(
    "written", ["~", "null", "Null", "NULL", "''", '""', "' '", "'　'", '"\\u00a0"', "'ㅤ'", '"\\n"']
)
@pytest.mark.parametrize("key", ["reason", "note", "standard"])
def test_what_means_nothing_is_no_text(key: str, written: str, root: Path) -> None:
    edit(
        root, DANGQUN, (REASON, f"reason: 缺会\n        {key}: {written}" if key != "reason" else f"reason: {written}")
    )
    fault = _only(root, "KP109", DANGQUN)
    assert fault.place.line == (13 if key == "reason" else 14)


@pytest.mark.parametrize("written", ["~", "null", "''", "'\u3000'"])
def test_what_means_nothing_is_no_name_either(written: str, root: Path) -> None:
    edit(root, ROSTER, ("name: 发电部党支部", f"name: {written}"))
    assert _only(root, "KP109", ROSTER).place.line == 13


def test_in_quotes_even_null_is_a_text(root: Path) -> None:
    edit(root, DANGQUN, (REASON, f"{REASON}\n        note: 'null'"))
    assert checked(root) == []


@pytest.mark.parametrize("written", ["无", "暂无", "没有", "略", "'-'", "——", "/", "。", "N/A", "None", "'…'"])
def test_a_reason_that_says_nothing_is_none_where_points_are_lost(written: str, root: Path) -> None:
    edit(root, DANGQUN, ("reason: 3月两次会议没有签到，当场补齐", f"reason: {written}"))
    fault = _only(root, "KP301", DANGQUN)
    assert fault.mend.startswith(f"“{written.strip(chr(39))}”不是原因。")


@pytest.mark.parametrize("written", ["无", "～", "略"])
def test_an_entry_of_the_ledger_has_a_reason_that_says_something(written: str, root: Path) -> None:
    edit(root, DANGQUN, (REASON, f"reason: {written}"))
    assert {fault.code for fault in checked(root)} >= {"KP316"}


def test_a_reason_that_is_short_is_a_reason(root: Path) -> None:
    edit(root, DANGQUN, ("reason: 3月两次会议没有签到，当场补齐", "reason: 无签到"))
    assert checked(root) == []


@pytest.mark.parametrize("name", ["发电部党支部\u200d", "发电部\u3000党支部", "发电部党⽀部", "发电部党支部 "])
@pytest.mark.parametrize("file", [DANGQUN, JIWEI, JANUARY])
def test_a_record_calls_nobody_by_a_name_that_only_looks_like_one(file: str, name: str, root: Path) -> None:
    path = root / file
    path.write_text(path.read_text("utf-8").replace("机关党支部:", f"'{name}':"), "utf-8")
    fault = _only(root, "KP142", file)
    assert "（U+" in fault.message
    assert fault.width == len(f"'{name}'")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ROSTER, "  ZB01:", "  ＺＢ01:"),
        (ROSTER, "classes: [生产, 机关]", 'classes: [生产, "机关\\u00ad"]'),
        (ROSTER, "name: 党群工作部", 'name: "党群工作部\\u200c"'),
        (RUBRIC, "version: 2020", "version: ２０２０"),
        (DANGQUN, "department: 党群工作部", "department: 党群工作部\xa0"),
        (DANGQUN, "item: DJ-01", "item: DJ-０1"),
        (DANGQUN, "clause: 缺会", "clause: '缺会\ufe0f'"),
        (DANGQUN, "id: 2021Q1-01", "id: 2021Q1-０1"),
    ],
)
def test_every_name_and_id_goes_by_the_same_table(file: str, old: str, new: str, root: Path) -> None:
    edit(root, file, (old, new))
    assert "KP142" in {fault.code for fault in checked(root)}


def test_text_keeps_what_is_written_but_for_what_is_harmful(root: Path) -> None:
    edit(root, DANGQUN, (REASON, "reason: 见　附件①，⽀委会\xa0Ａ4 👨‍👩‍👧 ❤️ 未召开"))
    assert checked(root) == []
    edit(root, DANGQUN, ("未召开", "未召开\U000e0041"))
    assert _only(root, "KP116", DANGQUN).message == "有看不见的字符：看不见的标签字符（U+E0041）"


def test_an_escape_is_no_way_around(root: Path) -> None:
    edit(root, ROSTER, ("name: 发电部党支部", 'name: "发电部\\u202e党支部"'))
    assert _only(root, "KP142", ROSTER).message.endswith("里有方向控制符（U+202E）")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ROSTER, "  ZB02:\n", "  zb01:\n"),
        (ROSTER, "name: 机关党支部", "name: 发电部 党支部"),
        (ROSTER, "name: 机关党支部", "name: zb01"),
        (ROSTER, "name: 纪委办公室", "name: 党群 工作部"),
        (ROSTER, "classes: [生产, 机关]", "classes: [生产, 机关, 机 关]"),
        (RUBRIC, "id: DJ-02", "id: dj-01"),
        (RUBRIC, "id: DJ-02", "id: DJ－01"),
        (RUBRIC, "id: LZ\n", "id: dj\n"),
        (RUBRIC, "name: 党风廉政建设", "name: 党建 工作"),
        (RUBRIC, "fact: {missing: 次, required: 4}", "fact: {event: [a级, A级]}"),
        (RUBRIC, "fact: {missing: 次, required: 4}", "fact: {event: [甲], roles: {主办（一）: 1, 主办(一): 1}}"),
        (RUBRIC, "fact: {missing: 次, required: 4}", "fact: {level: [好, 差, 较 差, 较差]}"),
        (RUBRIC, "fact: {missing: 次, required: 4}", "fact: {count: {a: 次, A: 次}}"),
    ],
)
def test_two_names_that_look_the_same_are_refused(file: str, old: str, new: str, root: Path) -> None:
    edit(root, file, (old, new))
    assert "KP143" in {fault.code for fault in checked(root)}


def test_two_departments_of_one_name_are_refused(root: Path) -> None:
    edit(root, ROSTER, ("name: 纪委办公室", "name: 党群工作部"))
    assert "KP325" in {fault.code for fault in checked(root)}


def test_a_branch_may_be_renamed_to_what_looks_the_same(root: Path) -> None:
    edit(root, ROSTER, ("class: 机关}", "class: 机关}\n    - {from: 2022-01-01, name: 机关 党支部}"))
    assert checked(root) == []


def test_an_event_is_called_the_same_everywhere(root: Path) -> None:
    edit(
        root,
        RUBRIC,
        (
            "fact: {count: 项}\n            deduct: {each: 0.5}",
            "fact: {event: [轻]}\n            highest_per_event: true",
        ),
    )
    edit(root, RUBRIC, ("highest_per_event: true", "highest_per_event: true\n            deduct: {levels: {轻: 0.5}}"))
    edit(root, DANGQUN, ("count: 2", "level: 轻\n        event: A1"))
    assert checked(root) == []
    again = "  机关党支部:\n    date: 2021-03-25\n    findings:\n"
    finding = "      - {item: DJ-02, clause: 缺项, level: 轻, event: a1, reason: 缺签到}\n"
    edit(root, DANGQUN, ("  机关党支部:\n    date: 2021-03-25\n", again + finding))
    assert _only(root, "KP143", DANGQUN).message == "“a1”与“A1”（第 19 行）看起来一样，写法不同"


def test_two_versions_look_different(root: Path) -> None:
    text = (root / RUBRIC).read_text("utf-8")
    edit(root, RUBRIC, ("version: 2020", "version: 试行A"))
    revised = text.replace("version: 2020", "version: 试行a").replace("2020Q1", "2022Q1")
    (root / "rubrics/2022.yaml").write_text(revised, "utf-8")
    assert "KP143" in {fault.code for fault in checked(root)}
