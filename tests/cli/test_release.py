"""What is published of a sealed round goes by its seal: every product, every way to differ, and the draft of each."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from checks.laying import DANGQUN, EXAMPLES, FOLLOWUPS, JIWEI, ROSTER, RUBRIC, edit
from dangjian_kaoping.session.session import Session
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command
from .reviews import ADJUSTMENTS, SEAL, two_rounds, withdrawn

pytestmark = pytest.mark.every(6)

GOLDEN = Path(__file__).parent / "golden"
POLICY = "rubrics/reward-2020.yaml"
Q1 = ("-q", "2021Q1")
PRODUCTS = {
    "rank .xlsx": ("rank", *Q1, "-p", "a.xlsx"),
    "rank .html": ("rank", *Q1, "-p", "a.html"),
    "rank .html --redact": ("rank", *Q1, "-p", "a.html", "--redact"),
    "rank .docx": ("rank", *Q1, "-p", "a.docx"),
    "rank .json": ("rank", *Q1, "-p", "a.json"),
    "rank --year .xlsx": ("rank", "-y", "2021", "-p", "a.xlsx"),
    "rank --year .json": ("rank", "-y", "2021", "-p", "a.json"),
    "feedback": ("feedback", *Q1, "-o", "单"),
    "feedback --branch": ("feedback", *Q1, "-o", "单", "-b", "发电部党支部"),
    "reward .xlsx": ("reward", *Q1, "-p", "a.xlsx"),
    "reward .json": ("reward", *Q1, "-p", "a.json"),
    "ledger .xlsx": ("ledger", "--as-of", "2021Q1", "-p", "a.xlsx"),
    "ledger --format xlsx": ("ledger", "--as-of", "2021-06-30", "-f", "xlsx"),
    "ledger .csv": ("ledger", "--as-of", "2021-06-30", "-p", "a.csv"),
    "ledger .json": ("ledger", "--as-of", "2021Q1", "-p", "a.json"),
    "ledger of a branch": ("ledger", "--as-of", "2021Q1", "-b", "机关党支部", "-p", "a.json"),
    "tasks --open .xlsx": ("tasks", "-q", "2021Q2", "--open", "--as-of", "2021-05-30", "-p", "a.xlsx"),
    "tasks --open .ics": ("tasks", "-q", "2021Q2", "--open", "--as-of", "2021-05-30", "-p", "a.ics"),
    "tasks --open .md": ("tasks", "-q", "2021Q2", "--open", "--as-of", "2021-05-30", "-p", "a.md"),
}
WRITTEN = ("a.xlsx", "a.html", "a.docx", "a.json", "a.csv", "a.ics", "a.md", "单", "整改台账.xlsx")


@pytest.fixture
def sealed(root: Path, kaoping: Command) -> Path:
    """The base workspace with a policy, sealed, and with one problem still open."""
    shutil.copy(EXAMPLES / "KP513/good" / POLICY, root / POLICY)
    (root / FOLLOWUPS).unlink()
    assert kaoping("seal", *Q1, "--date", "2021-04-20").status == 0
    return root


def _written(root: Path) -> list[str]:
    return [name for name in WRITTEN if (root / name).exists()]


# ── as it was sealed ───────────────────────────────────────────────────────────────────────────────────────────


def _unchanged(_: Path) -> None:
    pass


def _commented(root: Path) -> None:
    """Comments, another form of a number, and what lies after the round."""
    edit(root, JIWEI, ("judged: 1", "judged: 1.0  # 核对过"))
    edit(root, ROSTER, ("class: 生产}", "class: 生产}\n    - {from: 2021-07-01, name: 发电分公司党支部}"))


@pytest.mark.parametrize("change", [_unchanged, _commented])
@pytest.mark.parametrize("product", PRODUCTS)
def test_what_is_as_it_was_sealed_is_published(
    product: str, change: Callable[[Path], None], sealed: Path, kaoping: Command
) -> None:
    change(sealed)
    status, out, err = kaoping(*PRODUCTS[product])
    assert (status, err) == (0, "")
    assert "暂定" not in out
    assert len(_written(sealed)) == 1


# ── what differs ───────────────────────────────────────────────────────────────────────────────────────────────


def _records(root: Path) -> None:
    edit(root, JIWEI, ("judged: 1", "judged: 2"))


def _words_alone(root: Path) -> None:
    """No point moves, and nobody's words are those that were sealed."""
    edit(root, RUBRIC, ("每缺1项扣0.5分", "每缺一项扣0.5分"))


def _roster(root: Path) -> None:
    edit(root, ROSTER, ("class: 生产}", "class: 生产, head_count: 60}"))


def _policy(root: Path) -> None:
    edit(root, POLICY, ("value: 300", "value: 400"))


CHANGES: dict[Callable[[Path], None], str] = {
    _records: "KP506",
    _words_alone: "KP504",
    _roster: "KP505",
    _policy: "KP513",
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("product", PRODUCTS)
def test_what_differs_is_not_published(
    product: str, change: Callable[[Path], None], sealed: Path, kaoping: Command
) -> None:
    change(sealed)
    status, out, err = kaoping(*PRODUCTS[product])
    assert (status, out) == (1, "")
    assert err.index("KP521 2021Q1 与 2021-04-20 的封存不一致") < err.index(CHANGES[change])
    assert "data/2021Q1/adjustments.yaml" in err.replace("\n          ", "")
    assert _written(sealed) == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_draft_of_it_is_written_and_marked(product: str, sealed: Path, kaoping: Command) -> None:
    _records(sealed)
    status, out, err = kaoping(*PRODUCTS[product], "--draft")
    assert (status, err) == (0, "")
    assert "2021年第一季度与 2021-04-20 的封存不一致，写的是暂定，不能作为正式结果公布。" in out
    (name,) = _written(sealed)
    for text in _texts(sealed / name):
        assert "暂定" in text or '"draft": true' in text
    if not name.endswith((".json", ".csv", ".ics")):
        assert all("2021年第一季度与 2021-04-20 的封存不一致" in text for text in _texts(sealed / name))


def _texts(path: Path) -> list[str]:
    if path.is_dir():
        return [text for each in sorted(path.iterdir()) for text in _texts(each)]
    if path.suffix == ".xlsx":
        sheets = load_workbook(path).worksheets
        texts = ["\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row) for sheet in sheets]
        assert all("暂定" in text for text in texts)
        return ["\n".join(texts)]
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return ["\n".join([*(each.text for each in document.paragraphs), *cells])]
    if path.suffix == ".ics":
        text = path.read_text("utf-8").replace("\r\n ", "")
        assert text.count("STATUS:TENTATIVE") == text.count("整改到期") // 2 == 1
        return [text]
    return [path.read_text("utf-8-sig")]


def test_every_row_of_the_csv_says_that_it_is_a_draft(sealed: Path, kaoping: Command) -> None:
    _records(sealed)
    draft = ("ledger", "--as-of", "2021Q1", "-p", "a.csv", "--draft")
    assert kaoping(*draft).status == 0
    (row,) = csv.DictReader(io.StringIO((sealed / "a.csv").read_text("utf-8-sig")))
    assert row["暂定"] == "暂定"
    # and the tool knows it for its own, either way
    assert kaoping(*draft).status == 0
    edit(sealed, JIWEI, ("judged: 2", "judged: 1"))
    assert kaoping(*draft[:-1]).status == 0
    assert "暂定" not in (sealed / "a.csv").read_text("utf-8-sig")


@pytest.mark.whole
def test_what_is_not_published_is_shown_as_before(sealed: Path, kaoping: Command) -> None:
    _records(sealed)
    for shown in (
        ("rank", *Q1),
        ("rank", "-y", "2021"),
        ("reward", *Q1),
        ("ledger", "--as-of", "2021Q1"),
        ("tasks", *Q1, "--open", "--as-of", "2021-05-30"),
        ("score", *Q1),
    ):
        assert kaoping(*shown).status == 0
    # tasks alone come from no round
    assert kaoping("tasks", *Q1, "-p", "a.md").status == 0


def test_a_round_of_which_nothing_is_listed_any_more_is_asked_for_too(sealed: Path, kaoping: Command) -> None:
    text = (sealed / DANGQUN).read_text("utf-8")
    head, _, rest = text.partition("    findings:\n")
    (sealed / DANGQUN).write_text(head + rest[rest.index("  机关党支部:") :], "utf-8")
    status, out, err = kaoping("ledger", "--as-of", "2021Q1", "-p", "a.json")
    assert (status, out) == (1, "")
    assert "KP506" in err
    # as of a day before the round it is nobody's business
    assert kaoping("ledger", "--as-of", "2020Q4", "-p", "a.json").status == 0


def test_what_is_told(sealed: Path, kaoping: Command) -> None:
    _records(sealed)
    edit(sealed, ROSTER, ("class: 生产}", "class: 生产, head_count: 60}"))
    assert_golden("release_differs.txt", kaoping("rank", *Q1, "-p", "a.xlsx").err, GOLDEN)


def test_a_misuse_is_told_first(sealed: Path, kaoping: Command) -> None:
    _records(sealed)
    assert kaoping("rank", *Q1, "-p", "a.pdf").status == 2
    assert kaoping("ledger", "--as-of", "2021Q1", "-p", "a.pdf").status == 2


def test_a_round_that_lost_records_is_told_by_its_seal(sealed: Path, kaoping: Command) -> None:
    edit(sealed, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, _, err = kaoping("rank", *Q1, "-p", "a.xlsx")
    assert status == 1
    assert "纪委办公室对发电部党支部的检查记录没有了" in err.replace("\n  ", "")


# ── corrected, and not sealed anew ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_an_adjustment_that_is_not_sealed_yet_is_a_draft(sealed: Path, kaoping: Command) -> None:
    shutil.copy(EXAMPLES / "KP511/bad" / ADJUSTMENTS, sealed / ADJUSTMENTS)
    for product in PRODUCTS.values():
        status, out, err = kaoping(*product)
        assert (status, out) == (1, "")
        assert "KP522 2021Q1 在 2021-04-20 封存以后有复核调整" in err
        assert "KP511" in err
    assert_golden("release_due.txt", kaoping("rank", *Q1, "-p", "a.xlsx").err, GOLDEN)
    assert kaoping("rank", *Q1, "-p", "a.json", "--draft").status == 0
    assert json.loads((sealed / "a.json").read_text("utf-8"))["draft"] is True
    assert kaoping("seal", *Q1, "--date", "2021-05-06").status == 0
    for product in PRODUCTS.values():
        assert kaoping(*product, *(["--force"] if product[0] != "feedback" else [])).status == 0


@pytest.mark.whole
def test_a_round_that_was_never_sealed_has_no_seal_to_go_by(root: Path, kaoping: Command) -> None:
    shutil.copy(EXAMPLES / "KP511/bad" / ADJUSTMENTS, root / ADJUSTMENTS)
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 0


@pytest.fixture
def both(root: Path, kaoping: Command) -> Path:
    """Two sealed rounds; a problem of the later one costs more because the earlier one had it too."""
    two_rounds(root)
    for quarter in ("2020Q4", "2021Q1"):
        assert kaoping("seal", "-q", quarter, "--date", "2021-04-02").status == 0
    return root


@pytest.mark.whole
def test_an_earlier_correction_that_changes_this_round_is_told(both: Path, kaoping: Command) -> None:
    withdrawn(both)
    err = kaoping("rank", *Q1, "-p", "a.xlsx").err
    assert "KP521 2021Q1" in err
    assert "以前各轮的依据改了，本轮跟着变了（如屡查屡犯）" in err.replace("\n          ", "")
    assert kaoping("seal", "-q", "2020Q4", "--date", "2021-04-08").status == 0
    status, _, err = kaoping("rank", *Q1, "-p", "a.xlsx")
    assert status == 1
    assert "KP522 2021Q1" in err
    assert "KP512" in err
    assert kaoping("rank", "-q", "2020Q4", "-p", "a.xlsx").status == 0
    assert kaoping("seal", *Q1, "--date", "2021-04-08").status == 0
    assert kaoping("rank", *Q1, "-p", "b.xlsx").status == 0


@pytest.mark.whole
@pytest.mark.parametrize("text", ["kind: [", "kind: rubric\nversion: 1\n", None])
def test_another_round_s_seal_keeps_nobody_from_publishing(both: Path, kaoping: Command, text: str | None) -> None:
    seal = both / "data/2020Q4/seal.yaml"
    if text is None:
        edit(both, "data/2020Q4/seal.yaml", ("rank: 1,", "rank: 2,"))
    else:
        seal.write_text(text, "utf-8")
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 0
    assert kaoping("feedback", *Q1, "-o", "单").status == 0
    assert kaoping("verify", "a.xlsx").status == 0
    status, _, err = kaoping("rank", "-q", "2020Q4", "-p", "b.xlsx")
    assert status == 1
    assert "KP523 2020Q4" in err
    # the ledger lists them both
    status, _, err = kaoping("ledger", "--as-of", "2021Q1", "-p", "a.json")
    assert status == 1
    assert "KP523 2020Q4" in err
    assert "KP523 2021Q1" not in err


@pytest.mark.whole
def test_another_round_s_records_keep_nobody_from_publishing_what_they_do_not_change(
    both: Path, kaoping: Command
) -> None:
    edit(both, "data/2020Q4/inspection/jiwei.yaml", ("judged: 1", "judged: 2"))
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 0
    assert kaoping("rank", "-y", "2021", "-p", "b.xlsx").status == 0
    for product in (("rank", "-q", "2020Q4"), ("rank", "-y", "2020"), ("ledger", "--as-of", "2021Q1")):
        status, _, err = kaoping(*product, "-p", "c.json")
        assert status == 1
        assert "KP521 2020Q4" in err
    assert kaoping("ledger", "--as-of", "2020-09-30", "-p", "c.json").status == 0


def test_one_edit_of_several_rounds_is_told_once(both: Path, kaoping: Command) -> None:
    _words_alone(both)
    err = kaoping("ledger", "--as-of", "2021Q1", "-p", "a.json").err
    assert err.count("错误 KP521") == 2
    assert err.count("KP504 2020Q4、2021Q1 封存以后") == 1


# ── the seal itself ────────────────────────────────────────────────────────────────────────────────────────────


def _unreadable(root: Path) -> None:
    (root / SEAL).write_text("kind: [", "utf-8")


def _not_a_seal(root: Path) -> None:
    (root / SEAL).write_text("kind: rubric\nversion: 1\n", "utf-8")


def _of_another_round(root: Path) -> None:
    edit(root, SEAL, ("quarter: 2021Q1", "quarter: 2020Q4"))


def _edited(root: Path) -> None:
    edit(root, SEAL, ("composite: 9.10", "composite: 9.60"))


def _a_folder(root: Path) -> None:
    (root / SEAL).unlink()
    (root / SEAL).mkdir()


@pytest.mark.whole
@pytest.mark.parametrize("spoil", [_unreadable, _not_a_seal, _of_another_round, _edited, _a_folder])
@pytest.mark.parametrize("product", PRODUCTS)
def test_by_a_seal_that_proves_nothing_nothing_is_published(
    product: str, spoil: Callable[[Path], None], sealed: Path, kaoping: Command
) -> None:
    spoil(sealed)
    status, out, err = kaoping(*PRODUCTS[product])
    assert (status, out) == (1, "")
    assert "KP523 2021Q1" in err
    assert err.count(" 错误 ") == 2, "and what is wrong with the file"
    assert _written(sealed) == []
    assert kaoping(*PRODUCTS[product], "--draft").status == 0


@pytest.mark.whole
def test_a_seal_that_was_taken_away_is_remembered_by_the_next(both: Path, kaoping: Command) -> None:
    (both / "data/2020Q4/seal.yaml").unlink()
    status, _, err = kaoping("rank", "-q", "2020Q4", "-p", "a.xlsx")
    assert status == 1
    assert "KP523 2020Q4" in err
    assert "KP508" in err
    assert "KP523 2020Q4" in kaoping("ledger", "--as-of", "2021Q1", "-p", "a.json").err
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 0


def test_a_stray_file_beside_the_records_hides_nothing(sealed: Path, kaoping: Command) -> None:
    (sealed / "data/2021Q1/便条.txt").write_text("核对过", "utf-8")
    _records(sealed)
    assert kaoping("rank", *Q1, "-p", "a.xlsx").status == 1


# ── money that was carried over ────────────────────────────────────────────────────────────────────────────────

CARRIES = (
    "kind: reward\nversion: 2020\ntitle: 党支部绩效奖励办法\neffective_from: 2020Q4\n"
    "rewards:\n  季度奖励: {fund: 173, share_by: score, at_most: AT_MOST, rest: carry}\n"
)


@pytest.mark.whole
@pytest.mark.parametrize(("at_most", "status"), [("60", 1), ("900", 0)])
def test_the_rounds_whose_money_is_paid_now_are_asked_for_too(
    root: Path, kaoping: Command, at_most: str, status: int
) -> None:
    two_rounds(root)
    (root / POLICY).write_text(CARRIES.replace("AT_MOST", at_most), "utf-8")
    for quarter in ("2020Q4", "2021Q1"):
        assert kaoping("seal", "-q", quarter, "--date", "2021-04-02").status == 0
    assert kaoping("reward", *Q1, "-p", "a.xlsx").status == 0
    edit(root, "data/2020Q4/inspection/jiwei.yaml", ("judged: 1", "judged: 2"))
    ended = kaoping("reward", *Q1, "-p", "a.xlsx")
    assert ended.status == status
    assert ("KP521 2020Q4" in ended.err) == bool(status)
    assert kaoping("reward", *Q1, "-p", "a.xlsx", "--draft").status == 0


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_one_changed_round_of_the_sample_is_the_only_one_that_stops(tmp_path: Path, kaoping: Command) -> None:
    for name in ("data", "rubrics"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "kaoping.yaml", tmp_path)
    path = tmp_path / "data/2020Q2/inspection/dangqun.yaml"
    path.write_text(path.read_text("utf-8").replace("reason: ", "reason: 查实", 1), "utf-8")
    session = Session(tmp_path)
    found = [each for quarter in session.quarters() for each in session.releases(quarter)]
    states = {str(each.quarter): each.state for each in found}
    assert len(states) == 12
    assert states.pop("2020Q2") == "differs"
    assert states.pop("2021Q1") == "unsealed"
    assert set(states.values()) == {"as_sealed"}
    target = str(tmp_path / "a.json")
    status, _, err = kaoping("rank", "-w", str(tmp_path), "-q", "2020Q2", "-p", target)
    assert status == 1
    assert err.count("KP521") == err.count("KP506") == 1
    assert kaoping("rank", "-w", str(tmp_path), "-q", "2020Q3", "-p", target).status == 0
