"""What may be done with a governed round in which state: every command that publishes, seals or pays, and nothing is
written where it is refused.
"""

import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from dangjian_kaoping.cli.commands import reward, seal
from dangjian_kaoping.words.names import DRAFT_MARKS

from . import governing
from .conftest import Command
from .governing import QUARTER, govern

pytestmark = pytest.mark.whole

YES, DRAFT, NO = "yes", "draft", "no"
WRITERS = {
    "rank": ("rank", *QUARTER, "-p", "a.json"),
    "feedback": ("feedback", *QUARTER, "-o", "单", "-f", "html"),
    "redact": ("rank", *QUARTER, "-p", "a.html", "--redact"),
    "reward": ("reward", *QUARTER, "-p", "a.json"),
    "year": ("rank", "-y", "2021", "-p", "a.json"),
    "reward of the year": ("reward", "-y", "2021"),
}
UNTIL_APPROVED = (DRAFT, NO, NO, NO, NO)
# rank and feedback; --redact; seal; seal --final; reward and the year
STATES: dict[governing.State, tuple[str, ...]] = {
    governing.incomplete: UNTIL_APPROVED,
    governing.inspected: UNTIL_APPROVED,
    governing.approved: (YES, NO, YES, NO, NO),
    governing.sealed: (YES, YES, YES, NO, NO),
    governing.objected: (YES, YES, YES, NO, DRAFT),
    governing.adjusted: (DRAFT, DRAFT, YES, NO, DRAFT),
    governing.decided: (YES, YES, YES, YES, DRAFT),
    governing.final: (YES, YES, YES, YES, YES),
    governing.corrected: (DRAFT, NO, NO, YES, DRAFT),
    governing.broken: (DRAFT, NO, NO, NO, DRAFT),
}


@pytest.fixture
def governed(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for command in (seal, reward):
        monkeypatch.setattr(command, "today", lambda: date(2021, 4, 25))
    return govern(root)


def _files(root: Path) -> dict[str, bytes]:
    return {str(each.relative_to(root)): each.read_bytes() for each in root.rglob("*") if each.is_file()}


@pytest.mark.parametrize("state", STATES, ids=[each.__name__ for each in STATES])
def test_a_governed_round_is_published_sealed_and_paid_as_far_as_it_has_come(
    state: governing.State, governed: Path, kaoping: Command
) -> None:
    state(governed, kaoping)
    publish, redact, as_sealed, final, pay = STATES[state]
    expected = {"rank": publish, "feedback": publish, "redact": redact}
    expected |= dict.fromkeys(("reward", "year", "reward of the year"), pay)
    before = _files(governed)
    for name, wanted in expected.items():
        for options, allowed in (((), wanted == YES), (("--draft",), wanted != NO)):
            status, out, err = kaoping(*WRITERS[name], *options)
            assert status == (0 if allowed else 1), (name, options, out, err)
            if not allowed:
                assert _files(governed) == before, (name, options)
                assert out == ""
            for written in _files(governed).keys() - before.keys():
                (governed / written).unlink()
            shutil.rmtree(governed / "单", ignore_errors=True)
    # a correction says why
    last = ("--final", "--note", "复核") if state is governing.corrected else ("--final",)
    cases: tuple[tuple[tuple[str, ...], str], ...] = ((last, final), ((), as_sealed))
    for sealing, wanted in cases:
        # what is sealed for publication first would be final then
        copy = governed.parent / f"copy{len(sealing)}"
        shutil.copytree(governed, copy)
        status, out, err = kaoping("seal", *QUARTER, *sealing, "-w", str(copy))
        assert status == (0 if wanted == YES else 1), (sealing, out, err)
        if wanted == NO:
            assert _files(copy).items() >= before.items()


def test_a_refusal_names_the_state_and_the_next_command(governed: Path, kaoping: Command) -> None:
    err = kaoping("rank", *QUARTER, "-p", "a.xlsx").err.replace("\n          ", "")
    assert "KP551 2021Q1 待审定，排名、反馈单只能写成草稿" in err
    assert "送审：kaoping rank --quarter 2021Q1 --draft --publish 送审稿.docx；审定以后写进" in err
    err = kaoping("seal", *QUARTER).err
    assert "KP552 2021Q1 待审定，还不能封存" in err
    governing.sealed(governed, kaoping)
    err = kaoping("reward", *QUARTER, "-p", "a.xlsx", "--draft").err.replace("\n          ", "")
    assert "KP552 2021Q1 待公示，还不能写兑现表和年度结果" in err
    assert "请照程序做下一步：把公示期写进 data/2021Q1/round.yaml（publication）。" in err
    governing.decided(governed, kaoping)
    assert "请照程序做下一步：定案：kaoping seal --quarter 2021Q1 --final" in kaoping("reward", "-y", "2021").err


def test_an_incomplete_round_is_refused_by_its_state_too(governed: Path, kaoping: Command) -> None:
    governing.incomplete(governed, kaoping)
    err = kaoping("feedback", *QUARTER, "-o", "单").err.replace("\n          ", "")
    assert "KP551 2021Q1 检查中，排名、反馈单只能写成草稿" in err
    assert "把检查和自评补齐，缺什么看 kaoping status --quarter 2021Q1" in err


def test_the_screen_is_never_blocked(governed: Path, kaoping: Command) -> None:
    for command in (("rank",), ("score",), ("explain", "机关党支部"), ("reward",)):
        assert kaoping(*command, *QUARTER).status == 0
    assert kaoping("rank", "-y", "2021").status == 0


def test_a_broken_file_of_objections_breaks_no_score(governed: Path, kaoping: Command) -> None:
    (governed / governing.OBJECTIONS).write_text("kind: objections\nquarter: [", "utf-8")
    assert kaoping("score", *QUARTER).status == 0
    assert kaoping("explain", "机关党支部", *QUARTER).status == 0
    assert kaoping("check").status == 1
    # nor, where no procedure governs the round, its publication
    text = (governed / governing.SETTINGS).read_text("utf-8")
    (governed / governing.SETTINGS).write_text(text.replace("from: 2021Q1", "from: 2021Q2"), "utf-8")
    assert kaoping("rank", *QUARTER, "-p", "a.json").status == 0


@pytest.mark.parametrize(
    ("state", "mark", "why"),
    [
        (governing.incomplete, "暂定", "有 1 个党支部还不能计综合得分"),
        (governing.inspected, "送审稿", "2021年第一季度还没有审定，本表不作为公示、考核和兑现的依据。"),
        (governing.decided, "未定案", "2021年第一季度还没有定案，本表不作为公示、考核和兑现的依据。"),
    ],
    ids=["incomplete", "inspected", "decided"],
)
def test_a_draft_says_how_far_its_round_has_come(
    state: governing.State, mark: str, why: str, governed: Path, kaoping: Command
) -> None:
    state(governed, kaoping)
    status, out, _ = kaoping("rank", *QUARTER, "--draft", "-p", "a.xlsx", "-p", "a.docx", "-p", "a.html")
    assert status == 0
    assert f"写的是{mark}，不能作为正式结果公布。" in out or mark == "暂定"
    sheet = load_workbook("a.xlsx")["综合排名"]
    told = [str(cell.value) for row in sheet.iter_rows(max_row=5) for cell in row if cell.value]
    assert any(each.endswith(f"（{mark}）") for each in told)
    assert any(each.startswith(f"{mark}：") and why in each for each in told)
    document = Document("a.docx")
    assert any(f"【{mark}】" in each.text for each in document.sections[0].header.paragraphs)
    page = Path("a.html").read_text("utf-8")
    assert f">{mark}</text>" in page
    assert f'content: "{mark}　不作为' in page
    with ZipFile("a.xlsx") as package:
        pictures = {package.read(each) for each in package.namelist() if each.startswith("xl/media/")}
    kind = {words: name for name, words in DRAFT_MARKS.items()}[mark]
    assert pictures == {files("dangjian_kaoping.write.xlsx").joinpath(f"{kind}.png").read_bytes()}
    assert kaoping("verify", "a.xlsx").status == 0


def test_a_draft_for_approval_is_verified_as_one_afterwards(governed: Path, kaoping: Command) -> None:
    assert kaoping("rank", *QUARTER, "--draft", "-p", "送审稿.xlsx").status == 0
    governing.sealed(governed, kaoping)
    status, out, _ = kaoping("verify", "送审稿.xlsx")
    assert status == 0, out


def test_so_few_are_named_that_nobody_knows_who_stands_last(governed: Path, kaoping: Command) -> None:
    # 两个支部，末位一个：写出第一名，就知道另一个是末位；公示与网页一样，一个也不写
    governing.objected(governed, kaoping)
    for name in ("公示.docx", "公开.html"):
        options = ("--redact",) if name.endswith("html") else ("--date", "2021-04-12")
        assert kaoping("rank", *QUARTER, "-p", name, *options).status == 0
    told = "\n".join(each.text for each in Document("公示.docx").paragraphs)
    assert "参加本季度考评的党支部2个。" in told
    for text in (told, (governed / "公开.html").read_text("utf-8")):
        assert not any(each in text for each in ("机关党支部", "发电部党支部"))
