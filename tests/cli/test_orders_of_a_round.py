"""Awkward orders of events in a governed round, each by its number in the table of docs/公布与异议.md."""

from datetime import date
from pathlib import Path

import pytest

import registering
from checks.laying import DANGQUN, JIWEI, edit
from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.seal import seal_digest
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.seal_yaml import seal_yaml
from registering import Sent

from . import governing
from .conftest import Command
from .governing import (
    ADJUSTED,
    ADJUSTMENTS,
    APPROVED,
    OBJECTIONS,
    PARTLY,
    PUBLIC,
    QUARTER,
    ROUND,
    SEAL,
    Y1,
    govern,
    write,
)

FIRST = Quarter(2021, 1)


@pytest.fixture
def governed(root: Path) -> Path:
    return govern(root)


def _codes(kaoping: Command, *options: str) -> list[str]:
    """What check says of the procedure and of the seal."""
    out = kaoping("check", "--format", "github", *options).out
    found = (line.partition("title=")[2][:5] for line in out.splitlines() if line.startswith("::"))
    return sorted(each for each in found if "KP300" <= each < "KP570")


def _seal(kaoping: Command, day: str, *options: str) -> tuple[int, str]:
    status, out, err = kaoping("seal", *QUARTER, "--date", day, *options)
    return status, (out + err).replace("\n          ", "").replace("\n  ", "")


def _object(root: Path, *objections: str) -> None:
    write(root, ROUND, APPROVED, PUBLIC)
    write(root, OBJECTIONS, *objections)


LATE = Y1.replace("04-14", "04-19")
REJECTED = PARTLY.replace("partly", "rejected")
WITHDRAWN = "  decision: {result: withdrawn, date: 2021-04-20}\n"
Y2 = Y1.replace("Y1", "Y2")
OF_ANOTHER = Y2.replace("  branch: 机关党支部\n", "  branch: 机关党支部\n  from: 发电部党支部\n")


@pytest.mark.whole
def test_order_1_an_objection_after_the_window_is_late_and_not_open(governed: Path, kaoping: Command) -> None:
    governing.objected(governed, kaoping)
    write(governed, OBJECTIONS, LATE)
    assert _codes(kaoping) == ["KP562"]
    write(governed, OBJECTIONS, LATE, "  accepted: true\n  reason: 当面提过\n")
    assert _codes(kaoping) == []
    status, told = _seal(kaoping, "2021-04-22", "--final")
    assert status == 1, "what was accepted is open"
    assert "异议 Y1 还没有决定" in told
    write(governed, OBJECTIONS, LATE, REJECTED)
    assert _codes(kaoping) == []
    write(governed, OBJECTIONS, LATE)
    assert _seal(kaoping, "2021-04-22", "--final")[0] == 0


@pytest.mark.whole
def test_order_2_an_objection_after_the_final_seal_changes_nothing_by_itself(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    after = Y2.replace("04-14", "05-06").replace("  clause: 不规范\n", "")
    write(governed, OBJECTIONS, Y1, PARTLY, after)
    assert _codes(kaoping) == ["KP562"]
    assert kaoping("reward", *QUARTER, "-p", "a.json").status == 0
    write(governed, OBJECTIONS, Y1, PARTLY, after, PARTLY.replace("04-20", "05-10"))
    more = ADJUSTED.replace("judged: 0.5", "withdrawn: true").replace("04-20", "05-10").replace("Y1", "Y2")
    write(governed, ADJUSTMENTS, ADJUSTED, more)
    assert _codes(kaoping) == ["KP511"]
    assert kaoping("reward", *QUARTER, "-p", "b.json").status == 1


@pytest.mark.whole
def test_order_3_the_same_party_objects_twice_only_with_something_new(governed: Path, kaoping: Command) -> None:
    _object(governed, Y1, Y2)
    assert _codes(kaoping) == ["KP558"]
    _object(governed, Y1, Y2, "  new: 又找到签到表\n")
    assert _codes(kaoping) == []
    # called by its id it is the same party
    _object(governed, Y1, Y2.replace("机关党支部", "ZB02"))
    assert _codes(kaoping) == ["KP558"]


def test_order_3_two_parties_may_name_one_adjustment(governed: Path, kaoping: Command) -> None:
    _object(governed, Y1, PARTLY, OF_ANOTHER, PARTLY)
    write(governed, ADJUSTMENTS, ADJUSTED.replace("objection: Y1", "objection: [Y1, Y2]"))
    assert _codes(kaoping) == []


def test_order_5_of_two_objections_on_one_item_one_is_upheld(governed: Path, kaoping: Command) -> None:
    _object(governed, Y1, PARTLY, OF_ANOTHER, REJECTED)
    write(governed, ADJUSTMENTS, ADJUSTED)
    assert _codes(kaoping) == []


def test_order_6_what_is_upheld_partly_needs_an_adjustment(governed: Path, kaoping: Command) -> None:
    _object(governed, Y1, PARTLY)
    assert _codes(kaoping) == ["KP559"]
    write(governed, ADJUSTMENTS, ADJUSTED)
    assert _codes(kaoping) == []


def test_order_7_or_the_reason_why_none_is_needed(governed: Path, kaoping: Command) -> None:
    _object(governed, Y1, PARTLY.replace("partly", "upheld").replace("}", ", without_adjustment: 只改原因的写法}"))
    assert _codes(kaoping) == []


def test_order_8_an_adjustment_needs_no_objection(governed: Path, kaoping: Command) -> None:
    write(
        governed, ROUND, APPROVED.replace("04-09", "04-20"), PUBLIC.replace("04-12", "04-21").replace("04-16", "04-27")
    )
    write(governed, ADJUSTMENTS, ADJUSTED.replace("  objection: Y1\n", ""))
    assert _codes(kaoping) == []


@pytest.mark.whole
def test_order_9_an_adjustment_to_the_objectors_loss_is_told(governed: Path, kaoping: Command) -> None:
    _object(governed, Y1, PARTLY)
    write(governed, ADJUSTMENTS, ADJUSTED.replace("0.5", "1.5"))
    assert _codes(kaoping) == ["KP563"]
    # LZ-01 满分 4，折算 1 处改为 1.5 处，每处扣 1 分
    assert "它的 LZ-01 从 3 分变成 2.5 分" in kaoping("check").out.replace("\n  ", "")


@pytest.mark.whole
@pytest.mark.parametrize("decision", [WITHDRAWN, REJECTED])
def test_order_10_what_was_withdrawn_or_rejected_changes_no_record(
    decision: str, governed: Path, kaoping: Command
) -> None:
    _object(governed, Y1, decision)
    write(governed, ADJUSTMENTS, ADJUSTED)
    assert _codes(kaoping) == ["KP560"]
    write(governed, ADJUSTMENTS, ADJUSTED.replace("  objection: Y1\n", ""))
    assert "KP560" not in _codes(kaoping), "it stands on its own"


NATIONAL_DAY = tuple(date(2021, 10, day) for day in (1, 4, 5, 6, 7))


def test_order_11_working_days_are_counted_by_what_the_office_wrote() -> None:
    # 9月29、30日，10月8日、9日（周六上班）、11日
    calendar = WorkingDays(NATIONAL_DAY, (date(2021, 10, 9),))
    assert calendar.between(date(2021, 9, 29), date(2021, 10, 11)) == 5
    assert WorkingDays().between(date(2021, 9, 29), date(2021, 10, 11)) == 9
    assert WorkingDays(NATIONAL_DAY).between(date(2021, 9, 29), date(2021, 10, 11)) == 4


@pytest.mark.whole
def test_order_11_too_few_are_told(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED, PUBLIC.replace("04-16", "04-15"))
    assert _codes(kaoping) == ["KP564"]
    assert "公示 2021-04-12 到 2021-04-15 是 4 个工作日，规定至少 5 个\n" in kaoping("check").out
    edit(governed, governing.SETTINGS, ("days_off: [2021-04-05]", "days_worked: [2021-04-17]"))
    assert "没有写 2021 年放假的日子，节假日没有除去" in kaoping("check").out.replace("\n  ", "")
    write(governed, ROUND, APPROVED, PUBLIC.replace("04-16", "04-17").replace("04-12", "04-13"))
    assert _codes(kaoping) == [], "the Saturday was worked"


@pytest.mark.whole
def test_order_12_a_window_is_only_lengthened(governed: Path, kaoping: Command) -> None:
    governing.objected(governed, kaoping)
    write(governed, OBJECTIONS, Y1, REJECTED)
    # the window was written after the first seal: what the second one lists is bound
    write(governed, ADJUSTMENTS, ADJUSTED.replace("  objection: Y1\n", ""))
    assert _seal(kaoping, "2021-04-20")[0] == 0
    write(governed, ROUND, APPROVED, PUBLIC.replace("to: 2021-04-16", "to: 2021-04-20"))
    assert _codes(kaoping) == []
    write(governed, ROUND, APPROVED, PUBLIC.replace("to: 2021-04-16", "to: 2021-04-15"))
    assert _codes(kaoping) == ["KP554", "KP564"]
    write(governed, ROUND, APPROVED, PUBLIC.replace("from: 2021-04-12", "from: 2021-04-13"))
    assert "KP554" in _codes(kaoping)
    write(governed, ROUND, APPROVED)
    assert _codes(kaoping).count("KP554") == 3, "its first and its last day and its place are gone"


@pytest.mark.whole
@pytest.mark.parametrize(
    ("file", "change"),
    [
        (ROUND, ("by: 厂党委", "by: 分厂党委")),
        (OBJECTIONS, ("asks: 谈话记录有附页", "asks: 谈话记录没有附页")),
        (OBJECTIONS, ("reason: 附页核对属实", "reason: 核对属实")),
        (OBJECTIONS, ("id: Y1", "id: Y3")),
    ],
)
def test_what_a_seal_lists_of_the_procedure_stays_as_it_was(
    file: str, change: tuple[str, str], governed: Path, kaoping: Command
) -> None:
    governing.final(governed, kaoping)
    assert _codes(kaoping) == []
    edit(governed, file, change)
    assert "KP554" in _codes(kaoping)
    # and it is not waived, nor lowered
    (governed / "waivers.yaml").write_text(
        f"kind: waivers\nversion: 1\nwaivers:\n- {{code: KP554, path: {file}, reason: 试试看, approved_by: 厂党委, "
        "until: 2021-12-31}\n",
        "utf-8",
    )
    assert {"KP543", "KP554"} <= set(_codes(kaoping))


@pytest.mark.whole
def test_what_comes_after_a_seal_is_free(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    edit(governed, OBJECTIONS, ("date: 2021-04-20}", "date: 2021-04-20, answered: 2021-04-21}"))
    more = "corrections: [{by: 厂党委, date: 2021-05-18, publication: {from: 2021-05-19, to: 2021-05-25}}]\n"
    write(governed, ROUND, APPROVED, PUBLIC, more, "deadlines: {inspection: 2021-03-31}\n")
    assert _codes(kaoping) == []


@pytest.mark.whole
def test_order_13_it_is_sealed_before_the_window_and_final_after_it(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED, PUBLIC)
    status, told = _seal(kaoping, "2021-04-13")
    assert status == 1
    assert "KP555 公示从 2021-04-12 开始，封存是 2021-04-13" in told
    assert not (governed / SEAL).exists()
    assert _seal(kaoping, "2021-04-10")[0] == 0
    governing.register(governed)
    status, told = _seal(kaoping, "2021-04-16", "--final")
    assert status == 1
    assert "公示到 2021-04-16，定案的日期是 2021-04-16" in told
    # within the window there is nothing to seal, but what a review adjusted
    status, told = _seal(kaoping, "2021-04-10")
    assert status == 0
    assert "不必再封" in told
    write(governed, ADJUSTMENTS, ADJUSTED.replace("  objection: Y1\n", "").replace("04-20", "04-14"))
    assert _seal(kaoping, "2021-04-15")[0] == 0
    assert _seal(kaoping, "2021-04-17", "--final")[0] == 0
    assert _codes(kaoping) == []
    first, second, last = Loader(governed).workspace(sealed=True).rounds[FIRST].seals.seals  # type: ignore[union-attr]
    assert [each.stage for each in (first, second, last)] == ["publication", "publication", None]


@pytest.mark.whole
def test_order_14_nothing_is_final_of_which_nobody_can_show_what_was_public(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED, PUBLIC)
    _seal(kaoping, "2021-04-10")
    status, told = _seal(kaoping, "2021-04-19", "--final")
    assert status == 1
    assert "没有登记公示的文件" in told
    governing.register(governed)
    assert _seal(kaoping, "2021-04-19", "--final")[0] == 0


def test_order_15_a_round_without_round_yaml_is_not_approved(governed: Path, kaoping: Command) -> None:
    status, told = _seal(kaoping, "2021-04-10")
    assert status == 1
    assert "KP552 2021Q1 待审定，还不能封存" in told


@pytest.mark.whole
@pytest.mark.parametrize("options", [(), ("--final",)])
def test_order_15_where_no_procedure_governs_a_seal_is_final(
    options: tuple[str, ...], root: Path, kaoping: Command
) -> None:
    assert _seal(kaoping, "2021-04-10", *options)[0] == 0
    text = (root / SEAL).read_text("utf-8")
    assert "stage:" not in text
    assert "procedure:" not in text
    assert kaoping("check").status == 0


@pytest.mark.whole
def test_order_16_absent_alone_is_no_guard(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("department", "department"))
    (root / JIWEI).unlink()
    write(root, ROUND, "absent: {纪委办公室: 集中外出培训}\n")
    assert kaoping("rank", *QUARTER, "-p", "a.json").status == 0
    assert _seal(kaoping, "2021-04-10")[0] == 0
    # entering what follows the seal does not change what was sealed
    write(root, ROUND, "absent: {纪委办公室: 集中外出培训}\n", APPROVED)
    assert _codes(kaoping) == []


@pytest.mark.whole
def test_order_19_an_absent_department_inspects_before_the_seal_only(governed: Path, kaoping: Command) -> None:
    text = (governed / JIWEI).read_text("utf-8")
    (governed / JIWEI).unlink()
    write(governed, ROUND, "absent: {纪委办公室: 集中外出培训}\n", APPROVED, PUBLIC)
    assert _codes(kaoping) == []
    _seal(kaoping, "2021-04-10")
    write(governed, ROUND, APPROVED, PUBLIC)
    (governed / JIWEI).write_text(text, "utf-8")
    assert "KP506" in _codes(kaoping)


@pytest.mark.whole
def test_order_20_a_forgotten_record_is_an_adjustment_and_no_finding(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    new = "      - {item: DJ-02, clause: 缺项, count: 1, reason: 3月会议没有签到, settled: on_site}\n"
    text = (governed / DANGQUN).read_text("utf-8")
    (governed / DANGQUN).write_text(text + "    findings:\n" + new, "utf-8")
    assert "KP506" in _codes(kaoping)
    (governed / DANGQUN).write_text(text, "utf-8")
    points = (
        "- {branch: 机关党支部, item: DJ-02, points: 1, reason: 漏记一次没有签到, approved_by: 考评领导小组, "
        "date: 2021-04-25}\n"
    )
    write(governed, ADJUSTMENTS, ADJUSTED, points)
    assert _codes(kaoping) == ["KP511"]


@pytest.mark.whole
def test_order_21_a_round_is_reopened_before_the_seal_only(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED)
    write(governed, ROUND)
    assert _codes(kaoping) == []
    governing.sealed(governed, kaoping)
    write(governed, ROUND)
    assert _codes(kaoping) == ["KP554"]


def _counted_otherwise(root: Path) -> None:
    """Make the seal in force one of a program that counted a point less."""
    seals = Loader(root).workspace(sealed=True).rounds[FIRST].seals
    assert isinstance(seals, Seals)
    *before, seal = seals.seals
    branch, result = next(iter(seal.results.items()))
    results = {**seal.results, branch: result.model_copy(update={"composite": result.composite - 1})}
    seal = seal.model_copy(update={"results": results})
    seal = seal.model_copy(update={"digest": seal_digest(FIRST, seal)})
    (root / SEAL).write_text(seal_yaml(FIRST, (*before, seal)), "utf-8")


@pytest.mark.whole
def test_order_28_what_a_mended_program_counts_otherwise_is_sealed_on_request(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    _counted_otherwise(governed)
    assert _codes(kaoping) == ["KP509"]
    status, told = _seal(kaoping, "2021-05-06", "--final", "--note", "算法改正")
    assert status == 1, told
    assert kaoping("seal", *QUARTER, "--final", "--recount").status == 2
    status, told = _seal(kaoping, "2021-05-06", "--final", "--recount", "--note", "修约的算法改正")
    assert status == 0, told
    assert _codes(kaoping) == []
    # what was edited is not recounted
    _counted_otherwise(governed)
    edit(governed, DANGQUN, ("missing: 1", "missing: 2"))
    status, told = _seal(kaoping, "2021-05-07", "--final", "--recount", "--note", "修约的算法改正")
    assert status == 1
    assert "KP506" in told


@pytest.mark.parametrize(
    ("round", "objections", "adjustments", "place"),
    [
        ((APPROVED.replace("04-09", "04-13"), PUBLIC), (), (), f"{ROUND}:4:27"),
        ((APPROVED, PUBLIC), (Y1, REJECTED.replace("04-20", "04-13")), (), f"{OBJECTIONS}:11:75"),
        ((APPROVED, PUBLIC), (Y1, REJECTED.replace("}", ", answered: 2021-04-19}")), (), f"{OBJECTIONS}:11:97"),
        ((APPROVED, PUBLIC), (Y1, PARTLY), (ADJUSTED.replace("04-20", "04-13"),), f"{ADJUSTMENTS}:11:9"),
        (
            (
                APPROVED,
                PUBLIC,
                "corrections: [{by: 厂党委, date: 2021-05-20, publication: {from: 2021-05-19, to: 2021-05-25}}]\n",
            ),
            (),
            (),
            f"{ROUND}:6:31",
        ),
    ],
    ids=["approved after from", "decided before received", "answered before decided", "adjusted before", "correction"],
)
def test_order_29_impossible_days(
    round: tuple[str, ...],
    objections: tuple[str, ...],
    adjustments: tuple[str, ...],
    place: str,
    governed: Path,
    kaoping: Command,
) -> None:
    write(governed, ROUND, *round)
    if objections:
        write(governed, OBJECTIONS, *objections)
    if adjustments:
        write(governed, ADJUSTMENTS, *adjustments)
    out = kaoping("check").out
    assert f"{place} 错误 KP555 " in out
    assert out.count("KP555") == 1


@pytest.mark.whole
def test_order_29_what_was_open_was_decided_before_the_final_seal(governed: Path, kaoping: Command) -> None:
    governing.decided(governed, kaoping)
    write(governed, OBJECTIONS, Y1, PARTLY, OF_ANOTHER, REJECTED.replace("04-20", "04-23"))
    status, told = _seal(kaoping, "2021-04-22", "--final")
    assert status == 1
    assert "KP555 2021-04-22 已经定案，异议 Y2 的决定是 2021-04-23" in told
    assert _seal(kaoping, "2021-04-23", "--final")[0] == 0
    assert _codes(kaoping) == []


@pytest.mark.whole
def test_order_30_the_approval_is_of_the_records_as_they_are(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED)
    adjustment = ADJUSTED.replace("  objection: Y1\n", "")
    write(governed, ADJUSTMENTS, adjustment.replace("04-20", "04-10"))
    assert _codes(kaoping) == ["KP565"]
    write(governed, ROUND, APPROVED.replace("04-09", "04-10"))
    assert _codes(kaoping) == []
    # it is a reminder, and keeps no round from being sealed
    write(governed, ROUND, APPROVED.replace("04-09", "03-25"))
    assert _codes(kaoping) == ["KP565"]
    assert _seal(kaoping, "2021-04-12")[0] == 0


def test_what_may_be_waived_keeps_nothing_from_being_sealed(governed: Path, kaoping: Command) -> None:
    write(governed, ROUND, APPROVED.replace("厂党委", "金石"))
    assert _codes(kaoping) == ["KP561"]
    assert _seal(kaoping, "2021-04-10")[0] == 0


@pytest.mark.whole
def test_an_unchanged_final_round_needs_no_other_seal(governed: Path, kaoping: Command) -> None:
    governing.final(governed, kaoping)
    status, told = _seal(kaoping, "2021-04-22", "--final")
    assert status == 0
    assert "已在 2021-04-22 定案，一直没有变，不必再封" in told


@pytest.mark.whole
def test_a_correction_is_final_when_its_window_is_over(governed: Path, kaoping: Command) -> None:
    governing.corrected(governed, kaoping)
    corrections = "corrections: [{by: 厂党委, date: 2021-05-18, publication: {from: 2021-05-19, to: 2021-05-25}}]\n"
    write(governed, ROUND, APPROVED, PUBLIC, corrections)
    assert "kaoping seal --quarter 2021Q1 --final，用 --note 写明为什么" in kaoping("check").out.replace(
        "\n          ", ""
    )
    status, told = _seal(kaoping, "2021-05-25", "--final", "--note", "更正")
    assert status == 1
    assert "更正公示到2021-05-25，定案的日期是2021-05-25" in told.replace(" ", "")
    assert "更正公示期（2021-05-19 至 2021-05-25）里没有登记公示的文件" in told
    registering.register(governed, "2021Q1", [Sent("公示", date(2021, 4, 12)), Sent("公示", date(2021, 5, 19))])
    assert _seal(kaoping, "2021-05-26", "--final")[0] == 2, "why it is corrected is to be noted"
    assert _seal(kaoping, "2021-05-26", "--final", "--note", "更正")[0] == 0
    assert _codes(kaoping) == []


@pytest.mark.whole
def test_a_round_that_was_sealed_for_publication_stays_governed(governed: Path, kaoping: Command) -> None:
    governing.sealed(governed, kaoping)
    text = (governed / governing.SETTINGS).read_text("utf-8")
    (governed / governing.SETTINGS).write_text(text[: text.index("procedure:")], "utf-8")
    assert kaoping("reward", *QUARTER, "-p", "a.json").status == 1
    assert _seal(kaoping, "2021-04-19", "--final")[0] == 1


def test_a_round_yaml_of_another_quarter_is_told(governed: Path, kaoping: Command) -> None:
    (governed / ROUND).write_text(f"kind: round\nversion: 1\nquarter: 2021Q2\n{APPROVED}", "utf-8")
    assert _codes(kaoping, *QUARTER) == ["KP403"]
