"""`kaoping rank --publish F.docx --as …`: the documents of a round, each as the office sends it. Golden texts.

`UPDATE_GOLDEN=1 pytest` writes them anew.
"""

import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from corrected import CORRECTION, DECIDED, corrected_plant, paid_plant, review, seal, show
from dangjian_kaoping.cli.files import notice
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.session.session import Session
from governed import ADJUSTED, APPROVED, OBJECTION, PUBLIC, QUARTER, adjust, governed, object_to, settle
from governed import DECIDED as RULED
from ooxml import faults_in
from registering import Sent, register
from render.golden import assert_golden

from .conftest import Command

pytestmark = pytest.mark.whole

GOLDEN = Path(__file__).parent / "golden"
At = Callable[[str], Path]


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in each of its stages: to be approved, public, paid, to be corrected, and corrected."""
    folder = tmp_path_factory.mktemp("stages")
    asked = governed(folder / "asked")
    public = Path(shutil.copytree(asked, folder / "public"))
    settle(public, APPROVED, PUBLIC)
    seal(public, date(2021, 4, 10), final=False)
    paid = paid_plant(folder / "paid")
    to_correct = Path(shutil.copytree(paid, folder / "to_correct"))
    settle(to_correct, APPROVED, PUBLIC, CORRECTION)
    review(to_correct, DECIDED)
    corrected_plant(folder / "corrected", paid)
    return folder


@pytest.fixture
def at(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Goes to a workspace in a stage."""

    def go(stage: str) -> Path:
        monkeypatch.chdir(shutil.copytree(stages / stage, tmp_path / stage))
        return Path.cwd()

    return go


@pytest.fixture
def paid(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace whose newest round is final."""
    monkeypatch.chdir(shutil.copytree(stages / "paid", tmp_path / "workspace"))
    return Path.cwd()


@pytest.fixture
def corrected(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, corrected."""
    monkeypatch.chdir(shutil.copytree(stages / "corrected", tmp_path / "workspace"))
    return Path.cwd()


def _published(kaoping: Command, *options: str) -> str:
    status, _, err = kaoping(
        "rank", "-q", QUARTER, "--publish", "文书.docx", "--date", "2021-04-12", "--force", *options
    )
    assert (status, err) == (0, "")
    content = Path("文书.docx").read_bytes()
    assert faults_in(content, ".docx") == []
    document = docx.Document(BytesIO(content))
    lines = [each.text for each in document.paragraphs]
    for table in document.tables:
        lines += ["|".join(cell.text.replace("\n", "") for cell in row.cells) for row in table.rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("stage", "kind", "options"),
    [
        ("asked", "送审稿", ("--draft",)),
        ("corrected", "更正", ()),
        ("corrected", "摘要", ()),
        ("corrected", "通报", ()),
        ("to_correct", "公示", ("--date", "2021-05-19")),
    ],
)
def test_a_document_as_it_goes_out(at: At, kaoping: Command, stage: str, kind: str, options: tuple[str, ...]) -> None:
    at(stage)
    name = "拟更正的公示" if (stage, kind) == ("to_correct", "公示") else kind
    assert_golden(f"document-{name}.txt", _published(kaoping, "--as", kind, *options), GOLDEN)


@pytest.mark.parametrize("page", ["ranks", "first"])
def test_what_is_made_public_shows_what_a_public_page_shows(at: At, kaoping: Command, page: str) -> None:
    show(at("public"), page)
    text = _published(kaoping, "--as", "公示")
    assert_golden(f"document-公示-{page}.txt", text, GOLDEN)
    # 只列前三名的，末位的党支部一个也看不出来
    assert ("供热部党支部" in text) == (page == "ranks")
    assert kaoping("rank", "-q", QUARTER, "-p", "公开.html", "--redact").status == 0
    html = Path("公开.html").read_text("utf-8")
    assert "公示期为2021年4月12日至4月16日，结果尚未定案。" in html
    assert "作了调整" not in html


def test_what_is_annexed_has_the_columns_of_the_page(at: At, kaoping: Command) -> None:
    root = at("asked")
    rubric = root / "rubrics/2020.yaml"
    text = rubric.read_text("utf-8")
    assert "\nmeasure:\n" in text
    rubric.write_text(text.replace("\nmeasure:\n", "\nmeasure:\n  publish: [undone]\n"), "utf-8")
    settle(root, APPROVED, PUBLIC)
    seal(root, date(2021, 4, 10), final=False)
    text = _published(kaoping)
    head = next(line for line in text.splitlines() if line.startswith("名次|"))
    assert not any(each in head for each in ("自评得分", "检查得分", "加分", "升降"))
    # 末位的不列名称，网页上也不列
    assert "12|（不列名称）|82.73|" in text
    assert "供热部党支部" not in text


def test_what_was_adjusted_after_it_was_public_is_told(at: At, kaoping: Command) -> None:
    root = at("public")
    object_to(root, OBJECTION + RULED)
    adjust(root, ADJUSTED)
    seal(root, date(2021, 4, 21), final=False)
    text = _published(kaoping, "--date", "2021-04-21")
    assert "公示期已满。" in text
    assert "异议的提出" not in text
    assert "公示以后，经考评领导小组批准，对1个党支部的考评结果作了复核调整1处" in text
    assert "物资部党支部综合得分由87.23分调整为88.16分，名次由第11名调整为第10名" in text
    # 只列前三名的，不说是谁的
    show(root, "first")
    text = _published(kaoping, "--date", "2021-04-21", "--force")
    assert "作了复核调整1处" in text
    assert "物资部" not in text
    assert kaoping("rank", "-q", QUARTER, "-p", "公开.html", "--redact").status == 0
    assert "结果尚未定案。公示以后有的结果经复核作了调整，以本页为准。" in Path("公开.html").read_text("utf-8")
    assert kaoping("feedback", "-q", QUARTER, "-o", "单", "-f", "html").status == 0
    sheet = Path(f"单/{QUARTER}-物资部党支部.html").read_text("utf-8")
    assert "公示期为2021年4月12日至4月16日，结果尚未定案。" in sheet
    assert "请在公示期内书面向中共示例热电厂委员会提出" in sheet
    assert "adjustments.yaml" not in sheet


def test_the_day_decides_without_a_date_too(at: At, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    at("public")
    for day, invites in ((date(2021, 4, 16), True), (date(2021, 4, 17), False)):
        monkeypatch.setattr(notice, "today", lambda day=day: day)
        assert kaoping("rank", "-q", QUARTER, "--publish", "文书.docx", "--force").status == 0
        words = "\n".join(each.text for each in docx.Document("文书.docx").paragraphs)
        assert ("异议的提出" in words) == invites


@pytest.mark.parametrize(
    ("stage", "kind", "options", "problem"),
    [
        ("public", "通报", (), "还没有定案，通报只能写成草稿"),
        ("public", "更正", ("--draft",), "还没有定案，没有更正可写"),
        ("public", "送审稿", ("--draft",), "已经审定，不再写送审稿"),
        ("paid", "公示", ("--draft",), "已经定案，不再写公示"),
        ("asked", "通报", (), "KP551"),
        ("to_correct", "通报", (), "KP522"),
        ("to_correct", "更正", (), "KP522"),
    ],
)
def test_a_document_goes_with_the_state(
    at: At, kaoping: Command, stage: str, kind: str, options: tuple[str, ...], problem: str
) -> None:
    at(stage)
    status, out, err = kaoping("rank", "-q", QUARTER, "--publish", "文书.docx", "--as", kind, *options)
    assert (status, out) == (1, "")
    assert problem in err.replace("\n", "").replace(" ", "") or problem in err
    assert "怎样改：" in err
    assert not Path("文书.docx").exists()


def test_before_the_seal_nothing_is_made_public(at: At, kaoping: Command) -> None:
    settle(at("asked"), APPROVED, PUBLIC)
    status, _, err = kaoping("rank", "-q", QUARTER, "--publish", "公示.docx")
    assert (status, "KP595" in err) == (1, True)
    # 审定以后的草稿不再是送审稿
    status, out, _ = kaoping("rank", "-q", QUARTER, "--publish", "公示.docx", "--draft")
    assert status == 0
    assert "2021年第一季度还没有定案，写的是未定案" in out


def test_a_notice_that_is_not_final_yet_is_marked(at: At, kaoping: Command) -> None:
    at("public")
    assert "情况的通报（未定案）" in _published(kaoping, "--as", "通报", "--draft").replace("\n", "")


def test_only_the_paper_of_a_correction_goes_out_before_it_holds(at: At, kaoping: Command) -> None:
    root = at("to_correct")
    status, _, _ = kaoping("rank", "-q", QUARTER, "-p", "公示.docx", "-p", "排名.xlsx", "--as", "公示")
    assert status == 1
    assert not Path("公示.docx").exists()
    settle(root, APPROVED, PUBLIC)
    status, _, err = kaoping("rank", "-q", QUARTER, "-p", "公示.docx", "--as", "公示")
    assert (status, "KP594" in err) == (1, True)


def test_a_notice_tells_how_it_became_final(at: At, kaoping: Command) -> None:
    at("paid")
    text = _published(kaoping)
    final = "2021年4月12日至4月16日在厂内网公示，2021年4月22日定案。公示期间未收到异议。现将有关情况通报如下。"
    assert f"考评结果由厂党委于2021年4月9日审定（会议纪要〔2021〕6号），{final}" in text


def test_a_correction_says_which_notice_it_replaces(at: At, kaoping: Command) -> None:
    root = at("corrected")
    first = Session(root).sealing(QUARTER).before
    assert first is not None
    known = Loader(root).publications_of(first.quarter)
    assert known is not None
    # the seal knows what went out before it
    sent = [Sent(each.what, each.date) for each in known.publications]
    register(root, QUARTER, [*sent, Sent("通报", date(2021, 4, 23), first.seals[0].digest)])
    assert "本通报代替2021年4月23日公布的通报。" in _published(kaoping, "--as", "更正")
    assert "以后作过更正，本通报代替2021年4月23日公布的通报。" in _published(kaoping, "--as", "通报", "--force")


def test_the_state_says_which_document_it_is(stages: Path, tmp_path: Path, kaoping: Command) -> None:
    for stage, title in (("paid", "情况的通报"), ("corrected", "关于更正")):
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(shutil.copytree(stages / stage, tmp_path / stage))
            assert title in _published(kaoping).replace("\n", "")


def test_a_correction_keeps_amounts_and_private_reasons_to_itself(corrected: Path, kaoping: Command) -> None:
    text = _published(kaoping, "--as", "更正")
    assert "一名被谈话人当日不在厂" in text
    assert "元" not in text
    settings = corrected / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "private_items: [LZ-02]\n", "utf-8")
    text = _published(kaoping, "--as", "更正")
    assert not any(each in text for each in ("一名被谈话人当日不在厂", "抽查", "不合格"))
    assert "“日常廉政谈话”的得分重新核定（原因不公开），本项得分由2分更正为3分" in text


def test_workbook_and_page_tell_before_and_now(corrected: Path, kaoping: Command) -> None:
    files = ("--publish", "结果.xlsx", "--publish", "结果.html", "--publish", "公开.html")
    assert kaoping("rank", "-q", QUARTER, *files[:4]).status == 0
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(corrected / "结果.xlsx")["更正前后"].rows]
    assert ["物资部党支部", "87.23", 11, "合格", "末位", "88.16", 10, "合格", "末位"] in cells
    page = (corrected / "结果.html").read_text("utf-8")
    assert "综合得分由87.23分更正为88.16分" in page
    assert kaoping("verify", "结果.xlsx").status == 0
    # 公开的网页只说更正过：谁的名次怎样动，看得出末位是谁
    assert kaoping("rank", "-q", QUARTER, "--publish", "公开.html", "--redact").status == 0
    page = (corrected / "公开.html").read_text("utf-8")
    assert "定案以后经复核更正，以本页为准" in page
    assert "更正为" not in page


def test_nothing_is_corrected_before_it_is_final(paid: Path, kaoping: Command) -> None:
    status, _, err = kaoping("rank", "-q", QUARTER, "--publish", "更正.docx", "--as", "更正")
    assert status == 1
    assert "KP593" in err
    assert not Path("更正.docx").exists()


def test_nothing_is_made_public_for_no_time(paid: Path, kaoping: Command) -> None:
    settle(paid, APPROVED)
    status, _, err = kaoping("rank", "-q", QUARTER, "--publish", "公示.docx", "--as", "公示", "--draft")
    assert status == 1
    assert "KP594" in err
    assert not Path("公示.docx").exists()


def test_an_office_without_a_procedure_has_its_notice(root: Path, kaoping: Command) -> None:
    assert "情况的通报" in _published(kaoping).replace("\n", "")


@pytest.mark.parametrize("options", [("通告", "-p", "a.docx"), ("公示",), ("公示", "-p", "a.xlsx")])
def test_a_document_that_is_none_of_ours(root: Path, kaoping: Command, options: tuple[str, ...]) -> None:
    status, _, err = kaoping("rank", "-q", QUARTER, "--as", *options)
    assert status == 2
    assert "--as" in err
