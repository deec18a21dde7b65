"""`kaoping import`: forms out and in again, and what is said of them."""

from pathlib import Path

import openpyxl
import pytest

from checks.laying import DANGQUN, FOLLOWUPS, JANUARY, TODAY, checked
from dangjian_kaoping.cli.commands import importing, status

from .conftest import Command

pytestmark = pytest.mark.whole

FORMS = "表"
OWN = f"{FORMS}/2021-01-自评表-发电部党支部.xlsx"
DQ = "data/2021Q1/inspection/DQ.form.yaml"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    for command in (importing, status):
        monkeypatch.setattr(command, "today", lambda: TODAY)


@pytest.fixture
def forms(root: Path, kaoping: Command) -> Path:
    """What is recorded of the first quarter, as forms."""
    assert kaoping("form", "inspection", "-q", "2021Q1", "--filled", "-o", FORMS).status == 0
    assert kaoping("form", "self", "-q", "2021Q1", "--filled", "-o", FORMS).status == 0
    return root / FORMS


def _cell_of(path: str | Path, sheet: str, text: str) -> tuple[int, int]:
    """The row and the column of the first cell that says something."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows()
    return next((each.row, each.column) for row in rows for each in row if each.value == text)


def _in_column(path: str | Path, sheet: str, heading: str, row: int, value: str | int) -> str:
    """Fill in a cell below a heading."""
    book = openpyxl.load_workbook(path)
    cell = book[sheet].cell(row, _cell_of(path, sheet, heading)[1])
    cell.value = value
    book.save(path)
    return str(cell.coordinate)


def _declare(path: str | Path, said: str) -> None:
    """Fill in 本月."""
    row, column = _cell_of(path, "自评表", "本月")
    book = openpyxl.load_workbook(path)
    book["自评表"].cell(row, column + 1).value = said
    book.save(path)


def _change(path: str | Path) -> None:
    """A branch has found something."""
    row = _cell_of(path, "自评表", "缺项")[0]
    _in_column(path, "自评表", "数1", row, 1)
    _in_column(path, "自评表", "扣分原因", row, "1次会议没有签到")
    _declare(path, "有问题")


def _files(root: Path) -> dict[str, bytes]:
    return {each.relative_to(root).as_posix(): each.read_bytes() for each in root.rglob("*") if each.is_file()}


def test_what_came_out_of_the_records_goes_in_as_nothing_new(root: Path, forms: Path, kaoping: Command) -> None:
    before = _files(root)
    found = kaoping("import", FORMS)
    assert (found.status, found.err) == (0, "")
    assert found.out.splitlines()[-1] == "8 张表：与记录的一样，不必写 8 张。"
    assert _files(root) == before


def test_forms_become_records_that_score_the_same(root: Path, forms: Path, kaoping: Command) -> None:
    score = kaoping("score", "-q", "2021Q1").out
    for file in (DANGQUN, *(each for each in _files(root) if each.startswith("data/2021Q1/self/"))):
        (root / file).unlink()
    found = kaoping("import", FORMS)
    assert found.status == 0
    assert "8 张表：新写 7 张；与记录的一样，不必写 1 张。" in found.out
    assert "kaoping status --quarter 2021Q1" in found.out
    assert [each for each in checked(root) if each.severity == "error"] == []
    assert kaoping("score", "-q", "2021Q1").out == score
    explained = "".join(kaoping("explain", "发电部党支部", "-q", "2021Q1").out.split())
    assert "填在2021Q1-检查表-党群工作部.xlsx检查登记第" in explained
    assert kaoping("import", FORMS).out.endswith("8 张表：与记录的一样，不必写 8 张。\n")


def test_a_dry_run_says_what_would_be_and_writes_nothing(root: Path, forms: Path, kaoping: Command) -> None:
    (root / DANGQUN).unlink()
    before = _files(root)
    found = kaoping("import", FORMS, "--dry-run")
    assert found.status == 0
    assert f"2021Q1-检查表-党群工作部.xlsx → {DQ}" in found.out
    assert "什么也没有写" in found.out
    assert _files(root) == before


def test_an_error_is_told_at_its_cell_and_refuses_that_form_alone(root: Path, forms: Path, kaoping: Command) -> None:
    (root / JANUARY).unlink()
    row = _cell_of(OWN, "自评表", "缺会")[0]
    cell = _in_column(OWN, "自评表", "数1", row, "约2次")
    found = kaoping("import", FORMS)
    assert found.status == 1
    assert f"2021-01-自评表-发电部党支部.xlsx 自评表!{cell} 错误 KP7" in found.out
    assert "8 张表：有错误，没有导入 1 张；新写 1 张；与记录的一样，不必写 6 张。" in found.out
    assert (root / "data/2021Q1/self/2021-01-ZB02.form.yaml").exists()
    assert not (root / "data/2021Q1/self/2021-01-ZB01.form.yaml").exists()


def test_the_usual_checks_speak_at_cells_too(root: Path, forms: Path, kaoping: Command) -> None:
    (root / DANGQUN).unlink()
    (root / FOLLOWUPS).unlink()
    form = f"{FORMS}/2021Q1-检查表-党群工作部.xlsx"
    row = _cell_of(form, "检查登记", "2021Q1-01")[0]
    cell = _in_column(form, "检查登记", "编号", row, "2020Q4-01")
    found = kaoping("import", form)
    assert found.status == 1
    assert f"2021Q1-检查表-党群工作部.xlsx 检查登记!{cell} 错误 KP316" in found.out


def test_at_cells_they_speak_of_columns_and_not_of_keys(root: Path, forms: Path, kaoping: Command) -> None:
    (root / JANUARY).unlink()
    row = _cell_of(OWN, "自评表", "缺项")[0]
    _in_column(OWN, "自评表", "数1", row, 1)
    _declare(OWN, "有问题")
    found = kaoping("import", OWN)
    assert "DJ-02/缺项 要扣分，没有写扣分原因" in found.out
    assert "怎样改：请在这一行写扣分原因。" in found.out
    assert "reason" not in found.out


def test_another_content_is_shown_and_written_when_asked(root: Path, forms: Path, kaoping: Command) -> None:
    (root / JANUARY).unlink()
    assert kaoping("import", FORMS).status == 0
    _change(OWN)
    before = _files(root)
    found = kaoping("import", OWN)
    assert found.status == 1
    assert "发电部党支部 DJ-02/缺项：没有记，表里是“" in found.out
    assert "1次会议没有签到" in found.out
    assert _files(root) == before
    assert kaoping("import", OWN, "--replace").status == 0
    assert "1次会议没有签到" in (root / "data/2021Q1/self/2021-01-ZB01.form.yaml").read_text("utf-8")


def test_a_file_that_is_named_after_a_neighbour_is_told_whose_it_is(root: Path, forms: Path, kaoping: Command) -> None:
    other = f"{FORMS}/2021-01-自评表-机关党支部.xlsx"
    Path(OWN).replace(other)
    assert "文件名说的是“机关党支部”，表里是“发电部党支部”的" in "".join(kaoping("import", other).out.split())


def test_what_is_no_form_is_named_and_the_rest_taken(root: Path, forms: Path, kaoping: Command) -> None:
    (root / JANUARY).unlink()
    (forms / "照片.jpg").write_bytes(b"\xff\xd8\xff\xe0 no form")
    (forms / "~$2021-01.xlsx").write_bytes(b"lock")
    found = kaoping("import", FORMS)
    assert found.status == 1
    assert "照片.jpg 错误 KP720" in found.out
    assert "~$" not in found.out
    assert "9 张表：有错误，没有导入 1 张；新写 2 张；与记录的一样，不必写 6 张。" in found.out


def test_what_is_not_there_is_a_slip(root: Path, kaoping: Command) -> None:
    found = kaoping("import", "没有.xlsx")
    assert (found.status, found.out) == (2, "")
    assert "没有“没有.xlsx”这个文件" in found.err


def test_a_write_that_fails_leaves_nothing(
    root: Path, forms: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / JANUARY).unlink()
    before = _files(root)
    replaced = Path.replace
    done = []

    def refusing(path: Path, target: Path) -> Path:
        if target.suffix == ".yaml":
            done.append(target)
            if len(done) == 2:
                raise OSError(28, "No space left on device")
        return replaced(path, target)

    monkeypatch.setattr(Path, "replace", refusing)
    found = kaoping("import", FORMS)
    assert found.status == 1
    assert "KP120" in found.err
    assert len(done) == 2
    assert _files(root) == before


class TestReceived:
    """`kaoping status --received`."""

    def test_who_owes_whose_is_refused_and_what_is_not_taken(self, root: Path, forms: Path, kaoping: Command) -> None:
        (root / JANUARY).unlink()
        (root / DANGQUN).unlink()
        (root / FOLLOWUPS).unlink()
        (forms / "2021Q1-检查表-党群工作部.xlsx").unlink()
        row = _cell_of(OWN, "自评表", "缺会")[0]
        cell = _in_column(OWN, "自评表", "数1", row, "约2次")
        before = _files(root)
        found = kaoping("status", "-q", "2021Q1", "--received", FORMS)
        assert found.status == 0
        assert _files(root) == before
        lines = [each.strip() for each in found.out.splitlines()]
        assert "没有交（1 张）：" in lines
        assert "党群工作部 2021年第一季度检查表" in lines
        assert "发电部党支部 2021年1月自评表：2021-01-自评表-发电部党支部.xlsx" in lines
        assert any(each.startswith(f"自评表!{cell}：") for each in lines)
        assert "机关党支部 2021年1月自评表：2021-01-自评表-机关党支部.xlsx" in lines
        assert "已有记录（5 张）" in lines

    def test_a_text_for_each_who_owes(self, root: Path, forms: Path, kaoping: Command) -> None:
        (root / JANUARY).unlink()
        row = _cell_of(OWN, "自评表", "缺会")[0]
        cell = _in_column(OWN, "自评表", "数1", row, "约2次")
        (forms / "2021-01-自评表-机关党支部.xlsx").unlink()
        found = kaoping("status", "-q", "2021Q1", "--received", FORMS, "--remind").out
        first, second = found.strip().split("\n\n")
        assert first.splitlines()[0] == "发电部党支部："
        assert f"  自评表!{cell}：" in first
        assert second == "机关党支部：\n2021年1月自评表还没有交，请填好交回。"

    def test_what_says_otherwise_than_the_records_and_what_is_of_another_time(
        self, root: Path, forms: Path, kaoping: Command
    ) -> None:
        (root / JANUARY).unlink()
        assert kaoping("import", FORMS).status == 0
        _change(OWN)
        assert kaoping("form", "self", "-q", "2021Q2", "-b", "发电部党支部", "-o", FORMS).status == 0
        (forms / "说明.txt").write_text("请各支部填表", "utf-8")
        found = kaoping("status", "-q", "2021Q1", "--received", FORMS)
        assert found.status == 0
        said, _, others = found.out.partition("不是这一季的表，或不是表：")
        assert "没有交" not in said
        assert "交来的与记录的不一样（1 张）：\n  发电部党支部 2021年1月自评表：" in said
        assert "已有记录（7 张）" in said
        assert all(
            each in others for each in ("2021-04-自评表", "2021-06-自评表", "说明.txt：", "kaoping import --replace")
        )

    def test_a_department_that_lacks_some_branches_owes_these(self, root: Path, forms: Path, kaoping: Command) -> None:
        text = (root / DANGQUN).read_text("utf-8")
        (root / DANGQUN).write_text(text[: text.index("  机关党支部:")], "utf-8")
        (forms / "2021Q1-检查表-党群工作部.xlsx").unlink()
        found = kaoping("status", "-q", "2021Q1", "--received", FORMS).out
        assert "没有交（1 张）：\n  党群工作部 2021年第一季度检查表（缺机关党支部）\n" in found

    def test_a_reminder_wants_a_folder(self, root: Path, kaoping: Command) -> None:
        assert kaoping("status", "-q", "2021Q1", "--remind").status == 2


class TestLists:
    """`kaoping import --list`."""

    TABLE = "2021年一季度考试,,\n序号,支部,缺项\n1,发电部党支部,2\n2,机关,1\n3,合计,3\n"
    SAID = (
        *("-q", "2021Q1", "--department", "党群工作部", "--clause", "DJ-02/缺项", "--branch", "支部"),
        *("--fact", "count=缺项", "--reason", "缺{count}项", "--alias", "机关=机关党支部", "--skip", "合计"),
    )

    def test_a_list_is_described_by_options_or_once_for_all(self, root: Path, kaoping: Command) -> None:
        (root / "清单.csv").write_text(self.TABLE, "gb18030")
        found = kaoping("import", "清单.csv", "--list", "缺项", *self.SAID)
        assert (found.status, "新写 1 张" in found.out) == (0, True)
        written = (root / "data/2021Q1/lists/缺项.yaml").read_text("utf-8")
        assert "count: 2\n        reason: 缺2项\n        origin: {file: 清单.csv, row: 3}\n" in written
        (root / "kaoping.yaml").write_text(
            (root / "kaoping.yaml").read_text("utf-8")
            + "lists:\n  缺项: {department: 党群工作部, clause: DJ-02/缺项, branch: 支部, facts: {count: 缺项},"
            " reason: '缺{count}项', aliases: {机关: 机关党支部}, skip: [合计]}\n",
            "utf-8",
        )
        assert "与记录的一样" in kaoping("import", "清单.csv", "--list", "缺项", "-q", "2021Q1").out
        assert [each for each in checked(root) if each.severity == "error"] == []

    def test_what_is_not_said_is_asked_for(self, root: Path, kaoping: Command) -> None:
        (root / "清单.csv").write_text(self.TABLE, "utf-8")
        for arguments, words in (
            (("--list", "缺项", "-q", "2021Q1"), "lists 里没有“缺项”"),
            (
                ("--list", "缺项", "-q", "2021Q1", "--clause", "DJ-02/缺项"),
                "还要写：--department、--branch、--fact、--reason",
            ),
            (("--list", "缺项", *self.SAID[2:]), "请写 --quarter"),
            (("--list", "缺项", *self.SAID, "--fact", "缺项"), "“缺项”不是"),
            (self.SAID, "要与 --list 同用"),
        ):
            found = kaoping("import", "清单.csv", *arguments)
            assert (found.status, found.out) == (2, "")
            assert words in "".join(found.err.split("\n"))

    def test_a_near_miss_is_suggested_and_never_taken(self, root: Path, kaoping: Command) -> None:
        (root / "清单.csv").write_text(self.TABLE.replace("机关", "机关党支"), "utf-8")
        found = kaoping("import", "清单.csv", "--list", "缺项", *self.SAID)
        assert found.status == 1
        assert "清单.csv B4 错误 KP728" in found.out
        assert "是不是“机关党支部”？" in found.out
        assert not (root / "data/2021Q1/lists").exists()
