"""The caret stands on what is wrong: the value, or where one is missing, the key or name that should hold it."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic

from .examples import BY_FOLDER
from .laying import BASE, DANGQUN, EXAMPLES, JIWEI, RUBRIC, changes, checked, edit, lay, make_unreadable

pytestmark = pytest.mark.every(6)

CARETS = {
    **{"KP142": "发电部党⽀部", "KP143": "机关 党支部", "KP160": "，", "KP251": "党建工作", "KP252": "earn"},
    **{"KP253": "give_back", "KP260": "未归档", "KP261": "at_most", "KP262": "empties"},
    **{"KP263": "table", "KP264": "要素不全", "KP265": "处分"},
    **{"KP266": "2", "KP267": "2", "KP268": "95", "KP269": "12", "KP270": "grade_limits", "KP271": "bonus"},
    **{"KP272": "deduct"},
    **{"KP233": "120", "KP234": "2018-01-01", "KP235": "per_head"},
    **{"KP236": "ceiling", "KP237": "3"},
    **{"KP343": "0.885", "KP344": "item", "KP345": "发电部党支部", "KP346": "11月支委会没有写决议", "KP361": "6"},
    **{"KP161": "DJ-02", "KP543": "'off'", "KP544": "'*.yaml'"},
    **{"KP141": "#3机组会议两次没有签到", "KP341": "5", "KP342": "0"},
    **{"KP103": ":", "KP104": "unit", "KP105": "&", "KP106": "[", "KP107": "comittee", "KP109": "2018年1月1日"},
    **{"KP110": "rewards", "KP113": "<", "KP114": "\u3000", "KP115": "：", "KP116": "\x08"},
    **{"KP201": "6", "KP202": "12", "KP203": "weights", "KP204": "缺项", "KP205": "记录", "KP206": "within"},
    **{"KP207": "levels", "KP208": "2", "KP209": "table", "KP210": "3", "KP211": "2", "KP212": "2", "KP213": "group"},
    **{"KP214": "宣传部", "KP215": "due", "KP216": "by_class", "KP217": "true", "KP218": "grades", "KP219": "1.34"},
    **{
        "KP355": "发电部支部",
        "KP356": "丙组",
        "KP281": "1",
        "KP282": "15",
        "KP354": "纪委办公室",
        "KP242": "纪委办公室",
    },
    **{"KP220": "below_zero", "KP221": "groups", "KP222": "areas", "KP223": "focus"},
    **{"KP239": "40.5", "KP240": "none", "KP241": "quarter"},
    **{"KP301": "item", "KP302": "item", "KP303": "机关支部", "KP304": "DJ-20", "KP305": "缺漏项", "KP306": "amount"},
    **{"KP307": "3", "KP308": "LZ-01", "KP309": "机关党支部", "KP310": "DJ-02", "KP311": "DJ-02"},
    **{"KP312": "机关党支部", "KP314": "2", "KP315": "1", "KP316": "2021-04-30", "KP317": "2021Q1-01", "KP318": "2"},
    **{"KP319": "表彰", "KP320": "2021Q1-10", "KP321": "2021Q1-01", "KP322": "2021-03-15", "KP323": "{"},
    **{
        "KP324": "后勤",
        "KP325": "机关党支部",
        "KP326": "2021Q1-01",
        "KP331": "recorded",
        "KP332": "缺项",
        "KP333": "5",
    },
    **{"KP334": "2021-03-02", "KP335": "2021-04-02", "KP336": "2021Q1-20", "KP337": "2021Q1-02"},
    **{"KP401": "2021Q1", "KP403": "2021-04", "KP404": "2020Q1", "KP405": "纪委办公室", "KP406": "2021-03"},
    **{"KP407": "机关党支部", "KP408": "供热部党支部", "KP411": "2021-04-09", "KP412": "发电部党支部"},
    **{"KP413": "2020-03-25", "KP501": "2021-03-31", "KP502": "rubrics/2020.yaml", "KP503": "KP021"},
    **{"KP504": "id", "KP505": "{", "KP506": "机关党支部", "KP507": "fb7f2f4c3aad8b178a5422b22ac642e9"},
    **{"KP543": "off", "KP544": "'*.yaml'"},
    **{"KP508": "0" * 32, "KP509": "ZB02", "KP511": "branch", "KP513": "名次奖"},
    **{"KP554": "{", "KP555": "2021-04-13", "KP556": "Y1", "KP557": "Y2", "KP558": "id", "KP559": "partly"},
    **{"KP560": "Y1", "KP561": "王某某", "KP562": "2021-04-19", "KP563": "Y1", "KP564": "2021-04-15"},
    **{
        "KP565": "2021-03-25",
        "KP566": "2021Q1-02",
        "KP567": "2021-04-08",
        "KP568": "Y1",
        "KP569": "只改扣分原因的写法",
    },
    **{"KP570": "85b877acade51a5e4cc08ae484bea5cb", "KP571": "2", "KP572": "fb7f2f4c3aad8b178a5422b22ac642e9"},
    **{"KP573": "通报.txt", "KP574": "通报.txt"},
    **{"KP601": "1000.005", "KP602": "heads", "KP603": "bands", "KP604": "1.5", "KP605": "1", "KP606": "生产类"},
    **{"KP600": "示例热电厂", "KP609": "100"},
    **{
        "KP224": "缺漏",
        "KP225": "缺签到",
        "KP226": "DJ-02",
        "KP227": "class",
        "KP228": "year",
        "KP347": "缺项",
        "KP348": "缺项",
    },
    **{"KP810": "2", "KP811": "2", "KP812": "deduct", "KP813": "4", "KP814": "deduct", "KP815": "deduct"},
    **{"KP816": "empties", "KP817": "each", "KP818": "每月25日前交当月的会议记录。"},
    **{"KP580": "990101199001010000", "KP581": "6222 0200 0000 0000 000", "KP582": "138-0000-0000"},
    **{"KP583": "谈话人李某", "KP584": "秘密★", "KP585": "D:\\纪检\\谈话\\3月.pdf"},
    **{"KP587": "名单.txt", "KP589": "LZ-2"},
}
"""What is marked in the bad example of each code (of a digest, the first half)."""

OF_A_FILE = {"KP101", "KP102", "KP108", "KP111", "KP112", "KP117", "KP121", "KP144", "KP145", "KP590"}
"""Said of a file, or of what is missing at its top: no value is wrong."""


def _marked(root: Path, fault: Diagnostic) -> str:
    line = (root / fault.place.file).read_text("utf-8").split("\n")[fault.place.line - 1]
    return line[fault.place.column - 1 : fault.place.column - 1 + fault.width]


@pytest.mark.parametrize("code", BY_FOLDER)
def test_the_caret_of_each_code(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = EXAMPLES / code / "bad"
    root = lay(tmp_path, folder)
    make_unreadable(monkeypatch, [root / change.file for change in changes(folder) if change.verb == "unreadable"])
    fault = next(each for each in checked(root, worded=True) if each.code == code)
    if code not in OF_A_FILE:
        assert _marked(root, fault)[:32] == CARETS[code]


FACTS = (
    ("{count: {迟到: 次}}", "{each: 1}", "count: {早退: 1}", "KP306", "早退"),
    ("{count: 次}", "{each: 1}", "judged: 1", "KP306", "judged"),
    ("{count: 次}", "{each: 1}", "count: {迟到: 1}", "KP306", "迟到"),
    ("{amount: 元}", "{each: 1}", "note: 无", "KP306", "缺项"),
    ("{missing: 次, required: 4}", "{each: 1}", "required: 4\n        missing: 1", "KP306", "4"),
    ("{missing: 次, required: 4}", "{each: 1}", "missing: 5", "KP315", "5"),
    ("{late: 天}", "{each: 1}", "never: true\n        late: 2", "KP315", "2"),
    ("{sample: 人}", "{each: 1}", "sampled: 0\n        failed: 0", "KP315", "0"),
    ("{sample: 人}", "{each: 1}", "sampled: 2\n        failed: 3", "KP315", "3"),
    ("{value: '%'}", "{each: 1, below: 90}", "value: 120", "KP315", "120"),
    ("{rank: 集团, of: 5}", "{table: [{from: 1, points: 1}]}", "rank: 6", "KP315", "6"),
    ("{rank: 集团, of: 5}", "{table: [{from: 1, points: 1}]}", "rank: 5\n        tied: 2", "KP315", "2"),
    ("{level: [好, 差]}", "{levels: {好: 0, 差: 1}}", "level: 中等", "KP306", "中等"),
    ("{event: [厂级]}", "{levels: {厂级: 1}}", "level: 省级", "KP306", "省级"),
    ("{event: [厂级], roles: {主办: 1}}", "{levels: {厂级: 1}}", "role: 参与\n        level: 厂级", "KP306", "参与"),
    ("{judged: 例}", "{within: [1, 2]}", "judged: 3", "KP307", "3"),
    ("{imported: 平台, full: 100}", "{share: 2}", "score: 101", "KP315", "101"),
    ("{scorers: 班子, full: 10}", "{share: 2}", "scores: [9, 11, 12]", "KP315", "11"),
    ("{scorers: 班子, full: 10}", "{share: 2}", "scores: {领导: [9]}", "KP306", "{"),
)


@pytest.mark.parametrize(("fact", "rule", "stated", "code", "marked"), FACTS)
def test_a_fact_is_blamed_where_it_is_stated(
    fact: str, rule: str, stated: str, code: str, marked: str, tmp_path: Path
) -> None:
    root = lay(tmp_path)
    edit(root, RUBRIC, ("{count: 项}", fact), ("{each: 0.5}", rule))
    edit(root, DANGQUN, ("count: 2", stated))
    found = [fault for fault in checked(root) if fault.code == code]
    assert [_marked(root, fault) for fault in found] == [marked]


CLAUSES = (
    ("free: 1", "{judged: 例}", "{within: [1, 2]}", "KP220", "free"),
    ("repeat: {prices: [1, 2]}", "{value: '%'}", "{table: [{points: 1}]}", "KP220", "repeat"),
    ("highest_only: true", "{count: 项}", "{each: 1}", "KP220", "highest_only"),
    ("undone: true", "{count: 项}", "{each: 1}", "KP220", "undone"),
    ("empties: {from: 5, to: 3}", "{count: 项}", "{each: 1}", "KP220", "3"),
    ("empties: {at: 中}", "{level: [好, 差]}", "{levels: {好: 0, 差: 1}}", "KP207", "中"),
    ("empties: group", "{count: 项}", "{each: 1}", "KP213", "group"),
    ("group: 记录", "{count: 项}", "{each: 1}", "KP205", "记录"),
    ("veto: {effect: barred, barred_from: [评优]}", "{count: 项}", "{each: 1}", "KP220", "评优"),
    ("veto: {effect: grade_cap}", "{count: 项}", "{each: 1}", "KP220", "grade_cap"),
    ("was: DJ-03", "{count: 项}", "{each: 1, below: 1, above: 2}", "KP220", "above"),
    ("was: DJ-03", "{count: 项}", "{each: 1, step: 0}", "KP220", "0"),
    ("was: DJ-03", "{level: [好, 差, 好]}", "{levels: {好: 0, 差: 1}}", "KP207", "好"),
    ("was: DJ-03", "{level: [好, 差]}", "{levels: {好: 0, 差: 1, 很差: 2}}", "KP207", "很差"),
    ("was: DJ-03", "{count: 项}", "{each: {by_class: {后勤: 1}, otherwise: 1}}", "KP216", "后勤"),
    ("times: {by_class: {后勤: 1}, otherwise: 1}", "{count: 项}", "{each: 1}", "KP216", "后勤"),
    ("was: DJ-03", "{count: 项}", "{table: [{over: 3, to: 2, points: 1}]}", "KP220", "{"),
    ("was: DJ-03", "{scorers: 班子, full: 9, weights: {甲: 0.5}}", "{share: 2}", "KP203", "weights"),
)


@pytest.mark.parametrize(("limit", "fact", "rule", "code", "marked"), CLAUSES)
def test_a_clause_is_blamed_where_it_says_so(
    limit: str, fact: str, rule: str, code: str, marked: str, tmp_path: Path
) -> None:
    root = lay(tmp_path)
    edit(
        root,
        RUBRIC,
        ("fact: {count: 项}", f"fact: {fact}"),
        ("deduct: {each: 0.5}", f"deduct: {rule}\n            {limit}"),
    )
    found = [fault for fault in checked(root) if fault.code == code]
    assert [_marked(root, fault) for fault in found] == [marked]


def test_an_unknown_department_is_marked_in_the_list(tmp_path: Path) -> None:
    root = lay(tmp_path)
    text = (BASE / RUBRIC).read_text("utf-8")
    (root / RUBRIC).write_text(text.replace("纪委办公室", "[纪委办公室, 宣传部]"), "utf-8")
    (fault,) = checked(root)
    assert (fault.code, _marked(root, fault)) == ("KP214", "宣传部")


def test_a_record_in_quotes_is_marked_with_them(tmp_path: Path) -> None:
    root = lay(tmp_path)
    edit(root, JIWEI, ("judged: 1", "judged: '3'"))
    (fault,) = checked(root)
    assert (fault.code, _marked(root, fault)) == ("KP307", "'3'")


def test_what_stands_in_no_text_stands_where_its_holder_does(tmp_path: Path) -> None:
    root = lay(tmp_path)
    edit(
        root,
        RUBRIC,
        (
            "          - id: 缺项\n            text:",
            "          - id: 缺项\n            empties: item\n            text:",
        ),
    )
    edit(root, RUBRIC, ("        points: 2\n", ""), ("    points: 6", "    points: 4"), ("total: 10", "total: 8"))
    found = {fault.code: _marked(root, fault) for fault in checked(root)}
    assert found["KP213"] == "item"
