"""`kaoping rank --publish F.docx --as …`: the documents of a round, each as the office sends it. Golden texts.

`UPDATE_GOLDEN=1 pytest` writes them anew.
"""

import math
import shutil
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

from corrected import corrected_plant, paid_plant, show
from governed import APPROVED, QUARTER, settle
from ooxml import faults_in
from render.golden import assert_golden

from .conftest import Command

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in each of two stages: paid, and corrected afterwards."""
    folder = tmp_path_factory.mktemp("stages")
    corrected_plant(folder / "corrected", paid_plant(folder / "paid"))
    return folder


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
    status, _, err = kaoping("rank", "-q", QUARTER, "--publish", "文书.docx", "--date", "2021-04-12", *options)
    assert (status, err) == (0, "")
    content = Path("文书.docx").read_bytes()
    assert faults_in(content, ".docx") == []
    document = docx.Document(BytesIO(content))
    lines = [each.text for each in document.paragraphs]
    for table in document.tables:
        lines += ["|".join(cell.text.replace("\n", "") for cell in row.cells) for row in table.rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("kind", ["送审稿", "更正", "摘要"])
def test_a_document_as_it_goes_out(corrected: Path, kaoping: Command, kind: str) -> None:
    assert_golden(f"document-{kind}.txt", _published(kaoping, "--as", kind), GOLDEN)


def test_a_summary_takes_one_page(corrected: Path, kaoping: Command) -> None:
    # 一页 22 行，一行 28 字，每段空两格；标题、主送、署名前各空一到两行，已在段落里
    text = _published(kaoping, "--as", "摘要")
    assert sum(max(1, math.ceil((len(line) + 2) / 28)) for line in text.splitlines()) <= 22


@pytest.mark.parametrize("page", ["ranks", "first"])
def test_what_is_made_public_shows_what_a_public_page_shows(paid: Path, kaoping: Command, page: str) -> None:
    show(paid, page)
    text = _published(kaoping, "--as", "公示")
    assert_golden(f"document-公示-{page}.txt", text, GOLDEN)
    # 只列前三名的，末位的党支部一个也看不出来
    assert ("供热部党支部" in text) == (page == "ranks")


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
    assert "一名被谈话人当日不在厂" not in text
    assert "本项得分由2分更正为3分" in text


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
