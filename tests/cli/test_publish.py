"""`kaoping publish`: what is registered of what went out, what is refused, and what `check` and `verify` know of it."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from checks.laying import EXAMPLES, JIWEI, RUBRIC, edit
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.session.course import standing
from dangjian_kaoping.session.session import Session
from publishing import sealed_as
from write.xlsx.edited import edited, with_value, without_stored_values

from .conftest import Command
from .reviews import ADJUSTMENTS, DECIDED

LIST = "data/2021Q1/publications.yaml"
DAY = ("--date", "2021-04-12")
NOTICE = ("publish", "公示.docx", "--what", "公示", *DAY)


@pytest.fixture
def sealed(root: Path, kaoping: Command) -> Path:
    """The base workspace, sealed on 2021-04-10, and a file that somebody else made."""
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    (root / "公示.docx").write_bytes("公示".encode())
    return root


@pytest.fixture
def governed(root: Path) -> Path:
    """The same, but governed: sealed for publication."""
    edit(root, "kaoping.yaml", ("version: 1\n", "version: 1\nprocedure: {from: 2021Q1, approval: false}\n"))
    window = "publication: {from: 2021-04-12, to: 2021-04-16}\n"
    (root / "data/2021Q1/round.yaml").write_text(f"kind: round\nversion: 1\nquarter: 2021Q1\n{window}", "utf-8")
    sealed_as(root, "2021-04-10", final=False)
    (root / "公示.docx").write_bytes("公示".encode())
    return root


def _codes(kaoping: Command) -> list[str]:
    out = kaoping("check", "--format", "github").out
    return [line.partition("title=")[2][:5] for line in out.splitlines() if line.startswith("::")]


# ── what is registered ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_file_is_registered_as_it_went_out(sealed: Path, kaoping: Command) -> None:
    status, out, err = kaoping(*NOTICE, "-q", "2021Q1", "--where", "厂内网", "--number", "党办〔2021〕3号")
    assert (status, err) == (0, "")
    said = "公示.docx 已登记，是 2021Q1 公布登记的第 1 号：公示，2021-04-12 公布在厂内网，文号 党办〔2021〕3号。\n"
    assert out.startswith(
        said + "  里面的数没有核对：核对的是本工具写的考评结果、年度排名、兑现表、差额表的 .xlsx 和 .json。\n"
    )
    text = (sealed / LIST).read_text("utf-8")
    digest = (sealed / "data/2021Q1/seal.yaml").read_text("utf-8").rpartition("digest: ")[2].strip()
    assert f"  sha256: {sha256('公示'.encode()).hexdigest()}\n  seal: {digest}\n" in text
    assert '  date: 2021-04-12\n  where: 厂内网\n  number: "党办〔2021〕3号"\n' in text
    assert _codes(kaoping) == []


def test_the_same_input_gives_the_same_bytes(sealed: Path, kaoping: Command) -> None:
    kaoping(*NOTICE)
    first = (sealed / LIST).read_bytes()
    (sealed / LIST).unlink()
    kaoping(*NOTICE)
    assert (sealed / LIST).read_bytes() == first


@pytest.mark.whole
def test_several_files_have_one_number(sealed: Path, kaoping: Command) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx", "-p", "a.json", "-p", "a.html", "-p", "a.docx")
    names = ("a.xlsx", "a.json", "a.html", "a.docx")
    status, out, _ = kaoping("publish", *names, "--what", "通报", *DAY, "--number", "党委发〔2021〕7号")
    assert status == 0
    assert [out.count(f"的第 {number} 号") for number in (1, 2, 3, 4, 5)] == [1, 1, 1, 1, 0]
    # of the workbook and of the data the figures are held against the seal
    assert (out.count("与 2021-04-10 的封存一致"), out.count("没有核对")) == (2, 2)


@pytest.mark.whole
def test_a_file_is_registered_in_the_round_that_it_says(sealed: Path, kaoping: Command) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx")
    status, _, err = kaoping("publish", "a.xlsx", "--what", "通报", *DAY)
    assert (status, err) == (0, "")
    status, _, err = kaoping("publish", "公示.docx", "--what", "公示", *DAY)
    assert err == "没有写 --quarter，用最近的一轮：2021Q1\n"


@pytest.mark.whole
def test_a_file_elsewhere_is_registered_by_its_name_alone(sealed: Path, kaoping: Command, tmp_path: Path) -> None:
    (tmp_path / "桌面.docx").write_bytes(b"x")
    status, _, err = kaoping("publish", str(tmp_path / "桌面.docx"), "--what", "公示", *DAY, "-q", "2021Q1")
    assert status == 0
    assert "桌面.docx 不在工作区里：请复制一份到" in err.replace("\n  ", "")
    assert "  file: 桌面.docx\n" in (sealed / LIST).read_text("utf-8")
    assert _codes(kaoping) == ["KP573"]
    (sealed / "桌面.docx").write_bytes(b"x")
    assert _codes(kaoping) == []


@pytest.mark.whole
@pytest.mark.parametrize("name", ["甲 #1: 乙.docx", "-1.docx", "‘’“”'\".docx"])
def test_any_name_that_a_file_can_have_is_registered(sealed: Path, kaoping: Command, name: str) -> None:
    (sealed / name).write_bytes(b"x")
    assert kaoping("publish", "--what", "公示", *DAY, "-q", "2021Q1", "--", name).status == 0
    assert _codes(kaoping) == []
    (sealed / name).write_bytes(b"y")
    assert _codes(kaoping) == ["KP574"]


def test_one_content_under_two_names_is_one_file(sealed: Path, kaoping: Command) -> None:
    (sealed / "副本.docx").write_bytes((sealed / "公示.docx").read_bytes())
    out = kaoping("publish", "公示.docx", "副本.docx", "--what", "公示", *DAY, "-q", "2021Q1").out
    assert "副本.docx 已经登记过，没有新的" in out
    assert (sealed / LIST).read_text("utf-8").count("- id: ") == 1


# ── the same again, and what takes its place ───────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_order_18_the_same_file_again_is_nothing_new(sealed: Path, kaoping: Command) -> None:
    kaoping(*NOTICE)
    before = (sealed / LIST).read_bytes()
    assert "不一样" not in kaoping(*NOTICE).out
    status, out, _ = kaoping("publish", "公示.docx", "--what", "公示", "--date", "2021-04-20", "--number", "别的号")
    assert status == 0
    assert "公示.docx 已经登记过，没有新的：2021Q1 公布登记的第 1 号：公示，2021-04-12 公布。" in out
    said = "这次写的 --date 2021-04-20、--number 别的号 与登记的不一样，没有改；登记错了的，加 --replaces 1 另登一份。"
    assert said in out.replace("\n  ", "")
    assert (sealed / LIST).read_bytes() == before
    # 在 WPS 里改过的，摘要不同，照公布出去的登记
    (sealed / "公示.docx").write_bytes("公示（改）".encode())
    assert kaoping("publish", "公示.docx", "--what", "公示", "--date", "2021-04-13").status == 0
    assert _codes(kaoping) == []


@pytest.mark.whole
def test_order_17_a_number_again_needs_replaces(sealed: Path, kaoping: Command) -> None:
    kaoping(*NOTICE, "--number", "党办〔2021〕3号")
    (sealed / "二.docx").write_bytes(b"2")
    again = ("publish", "二.docx", "--what", "公示", "--date", "2021-04-13", "--number", "党办〔2021〕3号")
    before = (sealed / LIST).read_bytes()
    status, out, err = kaoping(*again)
    assert (status, out) == (1, "")
    assert "KP576 文号“党办〔2021〕3号”已用于 2021Q1 公布登记的第 1 号（公示.docx，2021-04-12）" in err.replace(
        "\n  ", ""
    )
    assert (sealed / LIST).read_bytes() == before
    assert kaoping(*again, "--replaces", "1").status == 0
    assert "已由第 2 号代替（二.docx，2021-04-13 公布），以第 2 号为准。" in kaoping("verify", "公示.docx").out
    assert "已由" not in kaoping("verify", "二.docx").out
    # both stay listed, and the chain holds
    assert (sealed / LIST).read_text("utf-8").count("- id: ") == 2
    assert _codes(kaoping) == []
    for number, words in (
        ("1", "第 1 号已由第 2 号代替，要代替的是第 2 号"),
        ("7", "没有第 7 号"),
        ("0", "没有第 0 号"),
    ):
        (sealed / "三.docx").write_bytes(b"3")
        status, _, err = kaoping("publish", "三.docx", "--what", "公示", *DAY, "--replaces", number)
        assert (status, words in err) == (2, True)


@pytest.mark.whole
def test_two_of_one_name_on_one_day_need_replaces(sealed: Path, kaoping: Command) -> None:
    kaoping(*NOTICE)
    (sealed / "公示.docx").write_bytes("公示（改）".encode())
    status, _, err = kaoping(*NOTICE)
    assert (status, "KP576 同一天已有同名的公示" in err) == (1, True)
    assert kaoping(*NOTICE, "--replaces", "1").status == 0
    # another file of that day is another publication
    (sealed / "附件.docx").write_bytes(b"4")
    assert kaoping("publish", "附件.docx", "--what", "公示", *DAY).status == 0


# ── what is refused ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.html", "a.json"])
def test_a_draft_is_refused(sealed: Path, kaoping: Command, name: str) -> None:
    assert kaoping("rank", "-q", "2021Q1", "--draft", "-p", name).status == 0
    status, out, err = kaoping("publish", name, "公示.docx", "--what", "公示", *DAY, "-q", "2021Q1")
    assert (status, out) == (1, "")
    assert f"KP575 “{name}”是草稿" in err
    assert not (sealed / LIST).exists()


def test_without_a_seal_nothing_is_registered(root: Path, kaoping: Command) -> None:
    (root / "公示.docx").write_bytes(b"1")
    status, _, err = kaoping(*NOTICE)
    assert (status, "KP577 2021Q1 还没有封存" in err) == (1, True)
    assert not (root / LIST).exists()


@pytest.mark.parametrize(
    ("day", "status"), [("2021-04-09", 1), ("2021-04-31", 2), ("昨天", 2), ("1999-01-01", 1), ("2021-04-10", 0)]
)
def test_a_day_before_the_seal_or_none_at_all_is_refused(sealed: Path, kaoping: Command, day: str, status: int) -> None:
    done = kaoping("publish", "公示.docx", "--what", "公示", "--date", day, "-q", "2021Q1")
    assert done.status == status
    assert (sealed / LIST).exists() == (status == 0)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--what", "公告", *DAY), 2),
        (("--what", "公示"), 2),
        (("--what", "公示", *DAY, "--quarter", "2021q1"), 2),
        (("--what", "公示", *DAY, "--quarter", "2021Q1", "--year", "2021"), 2),
        (("没有.docx", "--what", "公示", *DAY), 3),
        (("二.docx", "--what", "公示", *DAY, "--replaces", "1"), 2),
        (("--what", "公示", *DAY, "--where", "厂\u202e内网"), 2),
    ],
)
def test_what_is_written_wrongly_is_refused(
    sealed: Path, kaoping: Command, arguments: tuple[str, ...], status: int
) -> None:
    (sealed / "二.docx").write_bytes(b"2")
    assert kaoping("publish", "公示.docx", *arguments).status == status
    assert not (sealed / LIST).exists()


@pytest.mark.whole
def test_other_figures_than_the_sealed_are_refused(sealed: Path, kaoping: Command) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx", "-p", "a.json")
    (sealed / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-20").status == 0
    for name in ("a.xlsx", "a.json"):
        late = kaoping("publish", name, "--what", "更正", "--date", "2021-04-20")
        assert (late.status, "里的数与 2021-04-20 的封存不一样" in late.err.replace("\n  ", "")) == (1, True)
        # on the day on which it went out it had the figures of the seal of that day
        assert kaoping("publish", name, "--what", "通报", *DAY).status == 0
    said = "它照的是 2021-04-10 的封存，已由 2021-04-20 的封存代替：得分或名次变了，以新的封存为准。"
    assert said in kaoping("verify", "a.json").out.replace("\n  ", "")


def test_what_says_another_round_is_refused(sealed: Path, kaoping: Command) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", "a.json")
    edit(sealed, "a.json", ('score/1",\n  "quarter": "2021Q1"', 'score/1",\n  "quarter": "2020Q4"'))
    status, _, err = kaoping("publish", "a.json", "--what", "通报", *DAY, "-q", "2021Q1")
    assert (status, "KP578 “a.json”写的是 2020Q4 的" in err) == (1, True)


def test_a_round_that_is_not_as_sealed_is_refused(sealed: Path, kaoping: Command) -> None:
    edit(sealed, JIWEI, ("judged: 1", "judged: 2"))
    status, _, err = kaoping(*NOTICE)
    assert (status, "KP521" in err, (sealed / LIST).exists()) == (1, True, False)


@pytest.mark.whole
def test_before_it_is_final_only_what_is_made_public_goes_out(governed: Path, kaoping: Command) -> None:
    for what in ("通报", "更正", "兑现表"):
        status, _, err = kaoping("publish", "公示.docx", "--what", what, *DAY)
        assert (status, f"在 2021-04-12 还没有定案，{what}不能先公布" in err.replace("\n  ", "")) == (1, True)
    assert kaoping(*NOTICE).status == 0
    sealed_as(governed, "2021-04-19", final=True)
    (governed / "通报.docx").write_bytes("通报".encode())
    assert kaoping("publish", "通报.docx", "--what", "通报", "--date", "2021-04-16").status == 1
    assert kaoping("publish", "通报.docx", "--what", "通报", "--date", "2021-04-19").status == 0


def test_order_14_until_something_is_registered_nobody_can_show_what_was_public(
    governed: Path, kaoping: Command
) -> None:
    assert standing(Session(governed), Session(governed).quarters()[0]).document is None
    assert kaoping(*NOTICE).status == 0
    found = standing(Session(governed), Session(governed).quarters()[0]).document
    assert found is not None
    assert (found.id, found.what) == (1, "公示")


@pytest.mark.parametrize("day", ["2021-04-11", "2021-04-12", "2021-04-16", "2021-04-17"])
def test_a_day_outside_the_window_is_remarked(governed: Path, kaoping: Command, day: str) -> None:
    status, _, err = kaoping("publish", "公示.docx", "--what", "公示", "--date", day, "-q", "2021Q1")
    outside = day in ("2021-04-11", "2021-04-17")
    assert status == 0
    assert (f"{day} 不在公示期（2021-04-12 至 2021-04-16）里" in err.replace("\n  ", "")) == outside


@pytest.mark.whole
@pytest.mark.parametrize(
    ("written", "what", "said"),
    [
        ("a.docx", "公示", "是通报，不能登记为公示"),
        ("a.docx", "兑现表", "是通报，不能登记为兑现表"),
        ("a.html", "兑现表", "是考评结果，不能登记为兑现表"),
        ("a.xlsx", "兑现表", "是考评结果，不能登记为兑现表"),
    ],
)
def test_as_what_it_is_not_nothing_is_registered(
    sealed: Path, kaoping: Command, written: str, what: str, said: str
) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", written)
    status, _, err = kaoping("publish", written, "--what", what, *DAY)
    assert (status, said in err.replace("\n  ", "")) == (1, True)
    assert not (sealed / LIST).exists()


@pytest.mark.whole
@pytest.mark.parametrize(
    ("arguments", "name", "said", "instead"),
    [
        (("rank", "-y", "2021"), "年.html", "是内部用的年度网页，不登记", "登记年度通报"),
        (("rank", "-q", "2021Q1", "--as", "摘要"), "摘要.docx", "是摘要，不登记", "登记公布出去的那一份"),
        (("reward", "-y", "2021"), "年.xlsx", "是年度兑现表，不登记", "登记各季度的兑现表"),
        (("ledger", "--as-of", "2021Q1"), "台账.xlsx", "是整改台账，不登记", "登记公布出去的那一份"),
        (("tasks", "-q", "2021Q1"), "任务.xlsx", "是任务清单，不登记", "登记公布出去的那一份"),
        (("rubric", "show", "2020"), "细则.docx", "是考评细则，不登记", "照厂里的办法印发"),
        (("rubric", "show", "2020"), "细则.xlsx", "是考评细则，不登记", "照厂里的办法印发"),
        (("rubric", "diff", "2020", "2021"), "修订.docx", "是修订对照表，不登记", "照厂里的办法印发"),
    ],
)
def test_what_is_never_registered_is_called_what_it_is(
    root: Path, kaoping: Command, arguments: tuple[str, ...], name: str, said: str, instead: str
) -> None:
    shutil.copy(EXAMPLES / "KP513/good/rubrics/reward-2020.yaml", root / "rubrics")
    shutil.copy(root / RUBRIC, root / "rubrics/2021.yaml")
    newer = (("version: 2020", "version: 2021"), ("effective_from: 2020Q1", "effective_from: 2021Q2"))
    edit(root, "rubrics/2021.yaml", *newer)
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    assert kaoping(*arguments, "-p", name).status == 0
    for what in ("通报", "公示", "兑现表"):
        status, _, err = kaoping("publish", name, "--what", what, *DAY)
        told = err.replace("\n  ", "")
        assert (status, said in told, instead in told) == (1, True, True), told
    assert not (root / LIST).exists()


@pytest.mark.whole
def test_figures_that_are_not_stored_are_not_registered(sealed: Path, kaoping: Command) -> None:
    assert kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx").status == 0
    content = edited((sealed / "a.xlsx").read_bytes(), "综合排名", without_stored_values)
    (sealed / "a.xlsx").write_bytes(content)
    status, _, err = kaoping("publish", "a.xlsx", "--what", "通报", *DAY)
    assert (status, "公式旁边没有存值" in err, (sealed / LIST).exists()) == (1, True, False)


@pytest.mark.whole
@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_a_document_is_held_against_its_seal_by_what_it_says_of_itself(
    sealed: Path, kaoping: Command, name: str
) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", name)
    (sealed / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-20").status == 0
    other = kaoping("publish", name, "--what", "通报", *DAY, "--year", "2021")
    assert (other.status, "写的是 2021Q1 的" in other.err) == (1, True)
    late = kaoping("publish", name, "--what", "通报", "--date", "2021-04-20")
    assert (late.status, f"“{name}”不是照 2021-04-20 的封存写的" in late.err.replace("\n  ", "")) == (1, True)
    status, out, _ = kaoping("publish", name, "--what", "通报", *DAY)
    assert (status, "它写明是照 2021-04-10 的封存写的" in out) == (0, True)


@pytest.mark.whole
def test_nothing_was_corrected_so_no_correction_goes_out(sealed: Path, kaoping: Command) -> None:
    (sealed / "更正.docx").write_bytes(b"x")
    correct = ("publish", "更正.docx", "--what", "更正", "--date", "2021-04-20")
    status, _, err = kaoping(*correct)
    assert (status, "KP577 2021Q1 到 2021-04-20 没有更正过定案的结果" in err) == (1, True)
    (sealed / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-20").status == 0
    assert kaoping(*correct[:-1], "2021-04-19").status == 1
    assert kaoping(*correct).status == 0


@pytest.mark.whole
def test_of_a_document_alone_a_correction_says_which(sealed: Path, kaoping: Command) -> None:
    kaoping("publish", "公示.docx", "--what", "通报", *DAY)
    (sealed / "更正.docx").write_bytes(b"x")
    correct = ("publish", "更正.docx", "--what", "更正", "--date", "2021-04-20", "--replaces", "1")
    assert kaoping(*correct).status == 0


@pytest.mark.whole
def test_only_its_like_is_replaced(sealed: Path, kaoping: Command) -> None:
    (sealed / "兑现表.pdf").write_bytes(b"x")
    (sealed / "二.docx").write_bytes(b"y")
    assert kaoping("publish", "兑现表.pdf", "--what", "兑现表", *DAY).status == 0
    for name, what in (("二.docx", "更正"), ("二.docx", "公示"), ("兑现表.pdf", "通报")):
        status, _, err = kaoping("publish", name, "--what", what, *DAY, "--replaces", "1")
        assert (status, f"{what}不能代替 2021Q1 公布登记的第 1 号" in err.replace("\n  ", "")) == (2, True)
    # the registration of the very same file is put right
    assert kaoping("publish", "公示.docx", "--what", "通报", *DAY).status == 0
    assert kaoping("publish", "公示.docx", "--what", "公示", *DAY, "--replaces", "2").status == 0


@pytest.mark.whole
@pytest.mark.parametrize("number", ["党办【2021】3号", "党办〔２０２１〕３号", "党办 〔2021〕 3号"])
def test_a_number_is_known_however_it_is_typed(sealed: Path, kaoping: Command, number: str) -> None:
    kaoping(*NOTICE, "--number", "党办〔2021〕3号")
    (sealed / "二.docx").write_bytes(b"2")
    status, _, err = kaoping("publish", "二.docx", "--what", "公示", *DAY, "--number", number)
    assert (status, "KP576" in err) == (1, True)


@pytest.mark.parametrize(
    ("name", "content"),
    [("空.docx", b""), ("publications.yaml", b"x"), ("公\u202e示.docx", b"x"), ("a\nb.docx", b"x")],
)
def test_what_is_no_publication_is_not_registered(sealed: Path, kaoping: Command, name: str, content: bytes) -> None:
    (sealed / name).write_bytes(content)
    status, _, err = kaoping("publish", name, "--what", "公示", *DAY, "-q", "2021Q1")
    assert (status, "KP578" in err, (sealed / LIST).exists()) == (1, True, False)


@pytest.mark.parametrize("option", ["--where", "--number"])
def test_what_may_not_go_out_is_not_kept(sealed: Path, kaoping: Command, option: str) -> None:
    status, _, err = kaoping(*NOTICE, "-q", "2021Q1", option, "王建国书记处 13800138000")
    assert (status, "KP582" in err, f"写在 {option} 里" in err.replace("\n  ", "")) == (1, True, True)
    assert not (sealed / LIST).exists()


def test_a_blank_number_is_none(sealed: Path, kaoping: Command) -> None:
    assert kaoping(*NOTICE, "--number", " ").status == 2


def test_a_day_to_come_is_remarked(sealed: Path, kaoping: Command) -> None:
    status, _, err = kaoping("publish", "公示.docx", "--what", "公示", "--date", "2027-04-14")
    assert (status, "2027-04-14 还没有到" in err) == (0, True)


def test_where_the_procedure_is_not_as_sealed_nothing_is_registered(governed: Path, kaoping: Command) -> None:
    edit(governed, "data/2021Q1/round.yaml", ("to: 2021-04-16", "to: 2021-04-14"))
    status, _, err = kaoping(*NOTICE)
    assert (status, "KP554" in err, (governed / LIST).exists()) == (1, True, False)


@pytest.mark.whole
def test_an_entry_cut_off_is_found_where_a_seal_knows_it(governed: Path, kaoping: Command) -> None:
    kaoping(*NOTICE)
    sealed_as(governed, "2021-04-19", final=True)
    (governed / LIST).unlink()
    assert "KP554" in _codes(kaoping)
    (governed / "通报.docx").write_bytes(b"x")
    status, _, err = kaoping("publish", "通报.docx", "--what", "通报", "--date", "2021-04-20")
    assert (status, "第 1 号公布登记没有了" in err.replace("\n  ", "")) == (1, True)


# ── a list that was edited ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_to_a_list_that_was_edited_nothing_is_added(sealed: Path, kaoping: Command) -> None:
    kaoping(*NOTICE)
    edit(sealed, LIST, ("date: 2021-04-12", "date: 2021-04-13"))
    (sealed / "二.docx").write_bytes(b"2")
    before = (sealed / LIST).read_bytes()
    status, _, err = kaoping("publish", "二.docx", "--what", "公示", *DAY)
    assert (status, "KP570" in err, (sealed / LIST).read_bytes() == before) == (1, True, True)
    status, out, err = kaoping("verify", "公示.docx")
    assert (status, out, "KP570" in err) == (1, "", True)
    assert _codes(kaoping) == ["KP570"]


def test_a_list_that_is_none_is_not_overwritten(sealed: Path, kaoping: Command) -> None:
    (sealed / LIST).write_text("kind: rubric\nversion: 1\n", "utf-8")
    status, _, err = kaoping(*NOTICE)
    assert (status, "KP110" in err) == (3, True)
    assert (sealed / LIST).read_text("utf-8") == "kind: rubric\nversion: 1\n"


@pytest.mark.parametrize("file", ["/etc/hostname", "../外面.txt", "data", "没有/这个.docx"])
def test_what_a_list_names_elsewhere_is_not_read(sealed: Path, file: str) -> None:
    (sealed.parent / "外面.txt").write_text("x", "utf-8")
    loader = Loader(sealed)
    assert loader.sha256_of(file) is None
    assert loader.sha256_of("公示.docx") == sha256("公示".encode()).hexdigest()


# ── what is kept ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_what_went_out_is_not_overwritten(sealed: Path, kaoping: Command) -> None:
    assert kaoping("rank", "-q", "2021Q1", "-p", "a.docx").status == 0
    kaoping("publish", "a.docx", "--what", "通报", *DAY)
    before = (sealed / "a.docx").read_bytes()
    # the very same may be written again
    assert kaoping("rank", "-q", "2021Q1", "-p", "a.docx").status == 0
    other = ("rank", "-q", "2021Q1", "-p", "a.docx", "--date", "2021-04-20")
    status, out, err = kaoping(*other)
    assert (status, out, (sealed / "a.docx").read_bytes()) == (1, "", before)
    assert "KP579 “a.docx”是 2021Q1 公布登记的第 1 号，已经公布" in err
    # by what it holds, not by its name
    (sealed / "b.docx").write_bytes(before)
    assert kaoping(*other[:4], "b.docx", *other[5:]).status == 1
    assert kaoping(*other, "--force").status == 0
    assert (sealed / "a.docx").read_bytes() != before
    assert _codes(kaoping) == ["KP574"]
    assert kaoping(*other).status == 0
    # nor once it holds something else: the name is that of what went out
    again = kaoping(*other[:-1], "2021-04-21")
    assert (again.status, "KP579" in again.err) == (1, True)


# ── verify ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_verify_knows_a_file_of_any_kind(sealed: Path, kaoping: Command) -> None:
    assert kaoping("verify", "公示.docx").status == 3
    kaoping(*NOTICE, "--where", "厂内网")
    status, out, err = kaoping("verify", "公示.docx")
    assert (status, err) == (0, "")
    assert out.replace("\n  ", "") == (
        "公示.docx：\n这是 2021Q1 公布登记的第 1 号：公示，2021-04-12 公布在厂内网，与登记时一字不差。\n"
        "它照的是 2021-04-10 的封存，那次封存仍然有效。\n"
    )
    data = json.loads(kaoping("verify", "公示.docx", "-f", "json").out)
    assert (data["format"], data["registered"][0]["id"], data["registered"][0]["holds"]) == (
        "kaoping.registered/1",
        1,
        True,
    )
    (sealed / "公示.docx").write_bytes(b"x")
    assert kaoping("verify", "公示.docx").status == 3


@pytest.mark.whole
def test_verify_of_a_workbook_also_tells_that_it_is_registered(sealed: Path, kaoping: Command) -> None:
    kaoping("rank", "-q", "2021Q1", "-p", "a.xlsx")
    before = kaoping("verify", "a.xlsx").out
    assert "registered" not in json.loads(kaoping("verify", "a.xlsx", "-f", "json").out)
    kaoping("publish", "a.xlsx", "--what", "通报", *DAY)
    out = kaoping("verify", "a.xlsx").out
    assert out.startswith(before)
    assert "2021Q1 公布登记的第 1 号：通报" in out
    assert json.loads(kaoping("verify", "a.xlsx", "-f", "json").out)["registered"][0]["what"] == "通报"


# ── a year ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_a_document_of_a_year_is_registered_in_its_last_round_and_told_when_it_no_longer_holds(
    sealed: Path, kaoping: Command
) -> None:
    from dangjian_kaoping.engine.course.registered import outdated_years

    kaoping("rank", "--year", "2021", "-p", "年.xlsx", "-p", "年.json")
    status, out, _ = kaoping("publish", "年.xlsx", "年.json", "--what", "通报", *DAY)
    assert (status, out.count("2021 年度的通报"), out.count("封存一致")) == (0, 2, 2)
    assert kaoping(*NOTICE).status == 0

    def outdated() -> list[str]:
        session = Session(sealed)
        return [each.entry.file for each in outdated_years([standing(session, session.quarters()[0])])]

    assert outdated() == []
    (sealed / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    assert outdated() == ["年.xlsx", "年.json"]
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-20").status == 0
    assert outdated() == ["年.xlsx", "年.json"]
    kaoping("rank", "--year", "2021", "-p", "新.xlsx")
    done = kaoping("publish", "新.xlsx", "--what", "更正", "--date", "2021-04-21", "--replaces", "1")
    assert done.status == 0
    assert outdated() == ["年.json"]


@pytest.mark.whole
def test_figures_of_a_year_are_held_against_all_its_rounds(sealed: Path, kaoping: Command) -> None:
    kaoping("rank", "--year", "2021", "-p", "年.json")
    edit(sealed, "年.json", ('"composite": "8.20"', '"composite": "8.30"'))
    status, _, err = kaoping("publish", "年.json", "--what", "通报", *DAY)
    assert (status, "KP578" in err) == (1, True)


@pytest.mark.whole
@pytest.mark.parametrize("name", ["a.xlsx", "a.json"])
def test_a_table_of_payouts_is_held_against_what_is_to_be_paid(root: Path, kaoping: Command, name: str) -> None:
    shutil.copy(EXAMPLES / "KP513/good/rubrics/reward-2020.yaml", root / "rubrics")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    assert kaoping("reward", "-q", "2021Q1", "-p", name).status == 0
    content = (root / name).read_bytes()
    if name == "a.json":
        (root / name).write_bytes(content.replace(b'"net": "', b'"net": "1', 1))
    else:
        (root / name).write_bytes(edited(content, "兑现表", with_value("G5", "1")))
    pay = ("publish", name, "--what", "兑现表", *DAY)
    status, _, err = kaoping(*pay)
    assert (status, "KP578" in err) == (1, True)
    (root / name).write_bytes(content)
    status, out, _ = kaoping(*pay)
    assert (status, "与照 2021-04-10 的封存应发的一致" in out) == (0, True)


@pytest.mark.whole
def test_a_table_of_payouts_of_a_seal_that_was_replaced_is_held_against_that_seal(root: Path, kaoping: Command) -> None:
    shutil.copy(EXAMPLES / "KP513/good/rubrics/reward-2020.yaml", root / "rubrics")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    assert kaoping("reward", "-q", "2021Q1", "-p", "兑现表.json").status == 0
    (root / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-20").status == 0
    pay = ("publish", "兑现表.json", "--what", "兑现表", "--date")
    assert kaoping(*pay, "2021-04-20").status == 1
    status, out, _ = kaoping(*pay, "2021-04-12")
    assert (status, "与照 2021-04-10 的封存应发的一致" in out) == (0, True)
    text = (root / "兑现表.json").read_text("utf-8")
    (root / "兑现表.json").write_text(text.replace('"net": "', '"net": "1', 1), "utf-8")
    status, _, err = kaoping(*pay, "2021-04-12")
    assert (status, "KP578" in err) == (1, True)


@pytest.mark.whole
def test_a_year_goes_out_when_all_its_rounds_are_final(governed: Path, kaoping: Command) -> None:
    year = ("publish", "公示.docx", "--what", "通报", "--year", "2021")
    assert kaoping(*year, "--date", "2021-04-20").status == 1
    sealed_as(governed, "2021-04-19", final=True)
    assert kaoping(*year, "--date", "2021-04-18").status == 1
    status, out, _ = kaoping(*year, "--date", "2021-04-20")
    assert (status, "2021Q1 公布登记的第 1 号：2021 年度的通报" in out) == (0, True)
    assert kaoping(*year[:-1], "2019", "--date", "2021-04-20").status == 3
