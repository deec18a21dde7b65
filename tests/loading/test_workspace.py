"""Finding the documents of a workspace: what is where it does not belong, and what a file system may hold."""

from pathlib import Path

import pytest

from checks.laying import DANGQUN, JANUARY, JIWEI, ROSTER, RUBRIC, edit, lay, told
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.periods import Quarter

FIRST = Quarter(2021, 1)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path)


def _loaded(root: Path) -> list[str]:
    loader = Loader(root)
    loader.workspace()
    return told(loader.faults)


def test_the_base_workspace_is_loaded_whole(root: Path) -> None:
    loader = Loader(root)
    workspace = loader.workspace()
    assert told(loader.faults) == []
    assert workspace.settings is not None
    assert workspace.settings.unit == "示例热电厂"
    assert workspace.roster is not None
    assert list(workspace.roster.branches) == ["ZB01", "ZB02"]
    assert [rubric.version for rubric in workspace.rubrics] == ["2020"]
    assert list(workspace.rounds) == [FIRST]
    assert [each.department for each in workspace.rounds[FIRST].inspections] == ["党群工作部", "纪委办公室"]
    assert [str(each.month) for each in workspace.rounds[FIRST].self_assessments] == ["2021-01", "2021-02", "2021-03"]


def test_only_the_quarters_that_are_asked_for_are_read(root: Path) -> None:
    loader = Loader(root)
    workspace = loader.workspace([])
    assert workspace.rounds == {}
    assert not any(file.startswith("data/2021Q1") for file in loader.texts)


def test_a_workspace_is_found_from_any_folder_below(root: Path) -> None:
    below = root / "data" / "2021Q1" / "inspection"
    assert workspace_root(below) == root
    assert workspace_root(root) == root
    (root / "kaoping.yaml").unlink()
    assert workspace_root(below) is None


@pytest.mark.parametrize("file", ["kaoping.yaml", ROSTER])
def test_a_file_without_which_nothing_goes(root: Path, file: str) -> None:
    (root / file).unlink()
    assert _loaded(root) == [f"KP117 {file}:1"]


def test_a_broken_file_does_not_hide_the_faults_of_others(root: Path) -> None:
    edit(root, "kaoping.yaml", ("unit:", "unit：示例\nnote："))
    edit(root, ROSTER, ("classes:", "clases:"))
    edit(root, DANGQUN, ("quarter: 2021Q1", "quarter: 2021年1季度"))
    edit(root, JIWEI, ("judged: 1", "judged: 一"))
    (root / JANUARY).write_bytes((root / JANUARY).read_text("utf-8").encode("gbk"))
    assert [line.split(":")[0] for line in _loaded(root)] == [
        f"KP109 {DANGQUN}",
        f"KP109 {JIWEI}",
        f"KP102 {JANUARY}",
        f"KP108 {ROSTER}",
        f"KP107 {ROSTER}",
        "KP115 kaoping.yaml",
    ]


@pytest.mark.parametrize(
    ("file", "kind", "expected"),
    [
        ("kaoping.yaml", "workspace", "workspace"),
        (ROSTER, "roster", "roster"),
        (RUBRIC, "rubric", "rubric、reward"),
        (DANGQUN, "inspection", "inspection"),
        (JANUARY, "self", "self"),
    ],
)
def test_a_document_of_another_kind(root: Path, file: str, kind: str, expected: str) -> None:
    edit(root, file, (f"kind: {kind}", "kind: 别的"))
    loader = Loader(root)
    loader.workspace()
    (fault,) = loader.faults
    assert (fault.code, str(fault.place), fault.place.column) == ("KP110", f"{file}:1", 7)
    assert fault.message == f"kind 写的是“别的”，这里应是 {expected}"


def test_a_misspelt_kind_is_recognised(root: Path) -> None:
    edit(root, DANGQUN, ("kind:", "knid:"))
    loader = Loader(root)
    loader.workspace()
    (fault,) = loader.faults
    assert (fault.code, fault.message, fault.hint) == ("KP108", "缺少“kind”", "是不是把“knid”写错了？")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (DANGQUN, "quarter: 2021Q1", "quarter: 2020Q4", "2020Q4"),
        (JANUARY, "month: 2021-01", "month: 2021-04", "2021Q2"),
    ],
)
def test_a_document_of_another_quarter_is_not_counted(root: Path, file: str, old: str, new: str, said: str) -> None:
    edit(root, file, (old, new))
    loader = Loader(root)
    workspace = loader.workspace()
    (fault,) = loader.faults
    assert (fault.code, fault.place.file) == ("KP403", file)
    assert said in fault.message
    assert "2021Q1" in fault.message
    assert fault.mend.startswith(f"请改正 {old.partition(':')[0]}，")
    this = workspace.rounds[FIRST]
    assert len(this.inspections) + len(this.self_assessments) == 4


def test_records_may_lie_in_a_folder_of_their_department(root: Path) -> None:
    folder = root / "data/2021Q1/inspection/dangqun"
    folder.mkdir()
    (root / DANGQUN).rename(folder / "1.yml")
    loader = Loader(root)
    assert len(loader.workspace().rounds[FIRST].inspections) == 2
    assert told(loader.faults) == []


def test_what_a_file_system_may_hold_beside_records_is_passed_over(root: Path) -> None:
    folder = root / "data/2021Q1/inspection"
    (folder / "说明.txt").write_text("不是记录", "utf-8")
    (folder / ".dangqun.yaml.swp").write_bytes(b"\xff\x00")
    (folder / ".~lock.yaml").write_bytes(b"\xff\x00")
    (folder / "~$dangqun.xlsx").write_bytes(b"\xff\x00")
    (folder / "folder.yaml").mkdir()
    (folder / ".git").mkdir()
    (folder / ".git" / "a.yaml").write_text("a", "utf-8")
    (root / "data" / "2021Q3").mkdir()
    loader = Loader(root)
    workspace = loader.workspace()
    assert told(loader.faults) == []
    assert len(workspace.rounds[FIRST].inspections) == 2
    assert workspace.rounds[Quarter(2021, 3)].inspections == []


@pytest.mark.parametrize("name", ["2021q1", "2021 Q1", "2021-Q1", "2021年第一季度"])
def test_a_folder_that_is_almost_a_quarter_is_not_passed_over_in_silence(root: Path, name: str) -> None:
    (root / "data/2021Q1").rename(root / "data" / name)
    assert _loaded(root) != []


@pytest.mark.parametrize(
    ("made", "told_of", "suggestion"),
    [
        ("data/2021q2/self/", "data/2021q2", "2021Q2"),
        ("data/2021年第二季度/", "data/2021年第二季度", "2021Q2"),
        ("data/2021Q5/", "data/2021Q5", ""),
        ("data/备份/", "data/备份", ""),
        ("data/rooster.yaml", "data/rooster.yaml", "roster.yaml"),
        ("data/2021Q1/inspections/", "data/2021Q1/inspections", "inspection"),
        ("data/2021Q1/followup.yaml", "data/2021Q1/followup.yaml", "followups.yaml"),
        ("data/2021Q1/DQ.YML", "data/2021Q1/DQ.YML", ""),
    ],
)
def test_what_nobody_would_read_is_told(root: Path, made: str, told_of: str, suggestion: str) -> None:
    path = root / made
    path.parent.mkdir(exist_ok=True)
    path.mkdir(parents=True) if made.endswith("/") else path.write_text("kind: self\n", "utf-8")
    loader = Loader(root)
    loader.workspace()
    (fault,) = loader.faults
    assert (fault.code, fault.place.file, fault.place.line) == ("KP121", told_of, 0)
    assert fault.hint == (f"是不是“{suggestion}”？" if suggestion else "")


def test_who_asks_for_no_records_is_not_told_of_them(root: Path) -> None:
    (root / "data/2021q2").mkdir()
    loader = Loader(root)
    loader.workspace([])
    assert told(loader.faults) == []


def test_tables_texts_and_hidden_files_may_lie_beside_the_records(root: Path) -> None:
    for name in ("汇总.xlsx", "README.md", ".DS_Store", "~$汇总.xlsx"):
        (root / "data" / name).write_bytes(b"")
        (root / "data/2021Q1" / name).write_bytes(b"")
    (root / "data/.git").mkdir()
    assert _loaded(root) == []


def test_records_are_read_whatever_the_case_of_their_ending(root: Path) -> None:
    (root / DANGQUN).rename(root / "data/2021Q1/inspection/DQ.YAML")
    assert len(Loader(root).workspace().rounds[FIRST].inspections) == 2


def test_the_order_does_not_depend_on_the_file_system(root: Path) -> None:
    loader = Loader(root)
    before = loader.workspace()
    for file in (DANGQUN, JIWEI, RUBRIC):
        path = root / file
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    again = Loader(root)
    after = again.workspace()
    assert list(again.texts) == list(loader.texts)
    assert after.rounds[FIRST].inspections == before.rounds[FIRST].inspections


def test_the_newest_round_is_one_that_was_held(root: Path) -> None:
    loader = Loader(root)
    (root / "data/2021Q2/self").mkdir(parents=True)
    (root / "data/2021Q3/inspection").mkdir(parents=True)
    assert loader.quarters() == [FIRST, Quarter(2021, 2), Quarter(2021, 3)]
    assert loader.newest_inspected() == FIRST


def test_a_copy_of_what_lies_in_its_place_is_not_to_be_moved_onto_it(root: Path) -> None:
    text = (root / DANGQUN).read_text("utf-8").replace("quarter: 2021Q1", "quarter: 2020Q4")
    (root / DANGQUN).write_text(text, "utf-8")
    loader = Loader(root)
    loader.workspace()
    assert [fault.mend for fault in loader.faults] == ["请改正 quarter，或把文件移到 data/2020Q4。"]
    there = DANGQUN.replace("2021Q1", "2020Q4")
    (root / there).parent.mkdir(parents=True)
    (root / there).write_text(text, "utf-8")
    loader = Loader(root)
    loader.workspace()
    assert [fault.mend for fault in loader.faults] == [f"请改正 quarter 和各处的日期：它多半是从 {there} 复制来的。"]
