"""What lies beside the records: what is passed over, the same everywhere, and what was meant to be read and is not."""

import os
import shutil
from pathlib import Path

import pytest

from checks.laying import DANGQUN, JANUARY, JIWEI, ROSTER, RUBRIC, checked, edit, lay, told
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.loading.workspace import Loader

pytestmark = pytest.mark.every(2)

INSPECTION = "data/2021Q1/inspection"
EVERYWHERE = ("", "rubrics", "rubrics/cases", "data", "data/2021Q1", INSPECTION, "data/2021Q1/self")
LITTER = (
    *("~$dangqun.yaml", ".~lock.dangqun.yaml#", ".dangqun.yaml.swp", "dangqun.yaml~", "#dangqun.yaml#"),
    *("dangqun.yaml.bak", "DANGQUN.BAK", "dangqun.yaml.tmp", "dangqun.yaml.orig", "dangqun.yaml.old"),
    *(".DS_Store", "._dangqun.yaml", "Thumbs.db", "desktop.ini", "~WRL0001.tmp", ".hidden.yaml"),
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "厂")


def _only(root: Path) -> Diagnostic:
    (fault,) = checked(root)
    return fault


@pytest.mark.parametrize("folder", EVERYWHERE)
def test_one_rule_for_what_is_passed_over(folder: str, root: Path) -> None:
    (root / folder).mkdir(exist_ok=True)
    for name in LITTER:
        shutil.copyfile(root / DANGQUN, root / folder / name)
    for name in (".git", "__MACOSX", "~tmp"):
        (root / folder / name).mkdir()
        shutil.copyfile(root / DANGQUN, root / folder / name / "a.yaml")
    assert checked(root) == []


@pytest.mark.parametrize(
    "name",
    [
        *("宣传科.yaml.txt", "宣传科.YAML.TXT", "宣传科.yml.docx", "宣传科.yalm", "宣传科.ymal", "宣传科.yaml1"),
        *("宣传科．yaml1", "宣传科yaml", "宣传科.yaml ", "宣传科.yaml.lnk"),
        *("宣传科.xlsx", "宣传科.XLS", "宣传科.csv", "宣传科.et", "宣传科.docx", "宣传科.wps", "宣传科.json"),
    ],
)
@pytest.mark.parametrize("folder", [INSPECTION, f"{INSPECTION}/一季度", "data/2021Q1/self"])
def test_what_was_meant_as_a_record_and_cannot_be_one_is_named(folder: str, name: str, root: Path) -> None:
    (root / folder).mkdir(exist_ok=True)
    (root / folder / name).write_bytes(b"PK\x03\x04\xff")
    fault = _only(root)
    assert (fault.code, str(fault.place)) == ("KP144", f"{folder}/{name}:0")


@pytest.mark.parametrize("name", ["宣传科.txt", "宣传科", "宣传科.md"])
def test_a_text_that_begins_as_a_record_was_meant_as_one(name: str, root: Path) -> None:
    (root / DANGQUN).rename(root / INSPECTION / name)
    # and nobody says first that the department inspected nothing
    assert told(checked(root)) == [f"KP144 {INSPECTION}/{name}:0"]


@pytest.mark.parametrize("name", ["说明.txt", "README.md", "现场.jpg", "扫描件.pdf", "附件.zip", "LICENSE"])
def test_notes_and_evidence_may_lie_beside_the_records(name: str, root: Path) -> None:
    (root / INSPECTION / name).write_text("说明：怎样写 yaml 文件", "utf-8")
    assert checked(root) == []


@pytest.mark.parametrize(
    "file",
    [
        *("data/2021Q1/followups.yaml.txt", "data/roster.yaml.txt"),
        *("waivers.yaml.txt", "waivers.yml", "kaoping.yaml.txt"),
        *("rubrics/2021.yaml.txt", "rubrics/2021.txt", "rubrics/cases/2020.yaml.txt"),
    ],
)
def test_other_documents_that_have_not_the_form_are_named_too(file: str, root: Path) -> None:
    (root / file).parent.mkdir(exist_ok=True)
    shutil.copyfile(root / RUBRIC, root / file)
    assert told(checked(root)) == [f"KP144 {file}:0"]


def test_the_original_of_a_rubric_may_lie_beside_it(root: Path) -> None:
    for name in ("考评细则.docx", "考评细则.pdf", "对照表.xlsx", "rubric.schema.json", "README.md"):
        (root / "rubrics" / name).write_bytes(b"PK\x03\x04\xff")
    assert checked(root) == []


@pytest.mark.parametrize(
    ("file", "moved", "hint"),
    [
        (DANGQUN, "data/2021Q1/dangqun.yaml", "看来是检查记录，应放进 data/2021Q1/inspection。"),
        (DANGQUN, "data/dangqun.yaml", "看来是检查记录，应放进 data/2021Q1/inspection。"),
        (JANUARY, "data/2021Q1/2021-01.yaml", "看来是自评，应放进 data/2021Q1/self。"),
        (JANUARY, "data/2021-01.yaml", "看来是自评，应放进 data/2021Q1/self。"),
        ("data/2021Q1/followups.yaml", "data/followups.yaml", "看来是复查记录，应是 data/2021Q1/followups.yaml。"),
        (RUBRIC, "rubrics/2020年/2020.yaml", "看来是细则，应放进 rubrics。"),
    ],
)
def test_a_document_in_another_folder_is_named_with_its_own(file: str, moved: str, hint: str, root: Path) -> None:
    (root / moved).parent.mkdir(exist_ok=True)
    (root / file).rename(root / moved)
    fault = next(fault for fault in checked(root) if fault.place.file == moved)
    assert (fault.code, fault.hint) == ("KP121", hint)


def test_cases_beside_the_rubrics_would_not_be_run(root: Path) -> None:
    (root / "rubrics/试.yaml").write_text("kind: cases\nversion: 1\nrubric: 2020\ncases: []\n", "utf-8")
    assert _only(root).hint == "看来是细则测试，应放进 rubrics/cases。"


@pytest.mark.parametrize("folder", ["2021Q2", "inspection", "self"])
def test_records_beside_the_data_are_named(folder: str, root: Path) -> None:
    (root / folder).mkdir()
    assert told(checked(root)) == [f"KP121 {folder}:0"]


@pytest.mark.parametrize("name", ["宣传科.yaml", "宣传科", "宣传科.xlsx"])
def test_a_link_to_nothing_is_named(name: str, root: Path) -> None:
    (root / INSPECTION / name).symlink_to(root / "没有.yaml")
    fault = _only(root)
    assert (fault.code, fault.message) == ("KP101", "文件读不了：链接指到的文件不存在")


@pytest.mark.parametrize("folder", ["data/2021Q2", "data/2021Q1/self", "rubrics"])
@pytest.mark.parametrize("dangling", [False, True])
def test_a_folder_that_is_none_is_named(folder: str, dangling: bool, root: Path) -> None:
    if (root / folder).exists():
        shutil.rmtree(root / folder)
    if dangling:
        (root / folder).symlink_to(root / "没有")
    else:
        (root / folder).write_text("", "utf-8")
    assert f"KP101 {folder}:0" in told(checked(root))


@pytest.mark.parametrize("arguments", [["score"], ["status"], ["rank"], ["ledger"], ["score", "--quarter", "2021Q1"]])
def test_it_is_named_where_else_it_would_be_said_that_nothing_was_inspected(
    arguments: list[str], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / JIWEI).unlink()
    (root / DANGQUN).rename(root / f"{DANGQUN}.txt")
    assert run([*arguments, "--workspace", str(root)]) == 3
    shown = capsys.readouterr().err
    assert "KP144" in shown
    assert "KP402" not in shown


def test_a_newer_round_that_cannot_be_read_is_not_taken_for_none(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = root / "data/2021Q2/inspection"
    newer.mkdir(parents=True)
    (newer / "宣传科.xlsx").write_bytes(b"PK")
    assert run(["score", "--workspace", str(root)]) == 3
    assert "KP144" in capsys.readouterr().err
    assert run(["score", "--workspace", str(root), "--quarter", "2021Q1"]) == 0


# ── copies ──

COPIES = (
    *(
        "dangqun - 副本.yaml",
        "dangqun-副本.yaml",
        "dangqun - 副本 (2).yaml",
        "dangqun 的副本.yaml",
        "dangqun的副本 2.yaml",
    ),
    *("dangqun(1).yaml", "dangqun (2).yaml", "dangqun（1）.yaml", "副本dangqun.yaml", "副本 dangqun.yaml"),
    *("复件 dangqun.yaml", "复件 (2) dangqun.yaml", "Copy of dangqun.yaml", "Copy (2) of dangqun.yaml"),
    *("dangqun - Copy.yaml", "dangqun - Copy (3).yaml", "dangqun copy.yaml", "dangqun copy 2.yaml"),
    *("dangqun_backup.yaml", "dangqun.bak.yaml", "dangqun_备份.yaml", "dangqun备份2.yml", "DANGQUN - 副本.yaml"),
    *("dangqun (冲突副本 2021-04-01).yaml", "dangqun (PC's conflicted copy 2021-04-01).yaml"),
    "dangqun.sync-conflict-20210401-101010-ABCDEFG.yaml",
)


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("same", [True, False])
def test_a_copy_is_told_as_the_copy_once(name: str, same: bool, root: Path) -> None:
    shutil.copyfile(root / DANGQUN, root / INSPECTION / name)
    if not same:
        edit(root, f"{INSPECTION}/{name}", ("count: 2", "count: 1"))
    fault = _only(root)
    assert (fault.code, fault.place.file) == ("KP145", f"{INSPECTION}/{name}")
    assert fault.message == f"这是 {DANGQUN} 的副本，内容{'相' if same else '不'}同"


def test_a_copy_differs_by_what_it_says_not_by_how(root: Path) -> None:
    text = (root / DANGQUN).read_text("utf-8")
    (root / INSPECTION / "dangqun(1).yaml").write_text(f"# 抄一份\n{text}", "utf-8", newline="\r\n")
    assert _only(root).message.endswith("的副本，内容相同")


@pytest.mark.parametrize("name", ["a.yaml", "dangqun2.yaml", "旧/dangqun.yaml", "备份/x.yaml"])
def test_a_file_that_repeats_another_is_a_copy_whatever_its_name(name: str, root: Path) -> None:
    (root / INSPECTION / name).parent.mkdir(exist_ok=True)
    shutil.copyfile(root / DANGQUN, root / INSPECTION / name)
    fault = _only(root)
    assert fault.code == "KP145"
    assert {fault.place.file, fault.particulars["original"]} == {DANGQUN, f"{INSPECTION}/{name}"}


def test_a_copy_of_a_broken_file_does_not_tell_its_faults_twice(root: Path) -> None:
    edit(root, DANGQUN, ("missing: 1", "missing: 一次"))
    shutil.copyfile(root / DANGQUN, root / INSPECTION / "dangqun - 副本.yaml")
    assert sorted(fault.code for fault in checked(root)) == ["KP109", "KP145"]


@pytest.mark.parametrize(
    ("file", "copy"),
    [
        (RUBRIC, "rubrics/2020 - 副本.yaml"),
        (JANUARY, "data/2021Q1/self/2021-01(1).yaml"),
        (ROSTER, "data/roster - 副本.yaml"),
        ("data/2021Q1/followups.yaml", "data/2021Q1/followups(1).yaml"),
    ],
)
def test_copies_of_other_documents_are_told_once_too(file: str, copy: str, root: Path) -> None:
    shutil.copyfile(root / file, root / copy)
    fault = _only(root)
    assert (fault.code, fault.place.file, fault.particulars["original"]) == ("KP145", copy, file)


def test_a_copied_quarter_is_a_copy(root: Path) -> None:
    shutil.copytree(root / "data/2021Q1", root / "data/2021Q1 - 副本")
    assert _only(root).message == "这是 data/2021Q1 的副本，整个文件夹都不会读"


def test_what_lacks_is_still_told_beside_a_copy(root: Path) -> None:
    shutil.copyfile(root / DANGQUN, root / INSPECTION / "dangqun(1).yaml")
    (root / JIWEI).unlink()
    assert {fault.code for fault in checked(root)} > {"KP145"}


def test_parts_of_a_record_that_are_numbered_are_no_copies(root: Path) -> None:
    head, _, branches = (root / DANGQUN).read_text("utf-8").partition("branches:\n")
    first, _, second = branches.partition("  机关党支部:\n")
    (root / DANGQUN).write_text(f"{head}branches:\n{first}", "utf-8")
    (root / INSPECTION / "dangqun(1).yaml").write_text(f"{head}branches:\n  机关党支部:\n{second}", "utf-8")
    assert checked(root) == []
    (root / DANGQUN).rename(root / INSPECTION / "dangqun(2).yaml")
    assert checked(root) == []


def test_a_new_version_that_was_begun_as_a_copy_is_none(root: Path) -> None:
    text = (root / RUBRIC).read_text("utf-8").replace("version: 2020", "version: 2022").replace("2020Q1", "2022Q1")
    (root / "rubrics/2020 - 副本.yaml").write_text(text, "utf-8")
    assert checked(root) == []


def test_no_link_out_of_the_workspace_is_looked_into(root: Path) -> None:
    outside = root.parent / "secret.yaml"
    shutil.copyfile(root / DANGQUN, outside)
    (root / INSPECTION / "dangqun(1).yaml").symlink_to(os.path.relpath(outside, root / INSPECTION))
    assert told(checked(root)) == [f"KP123 {INSPECTION}/dangqun(1).yaml:1"]


def test_a_file_and_its_copy_are_asked_for_once_only(root: Path) -> None:
    shutil.copyfile(root / RUBRIC, root / "rubrics/2020(1).yaml")
    loader = Loader(root)
    loader.workspace()
    loader.versions()
    assert told(loader.faults) == ["KP145 rubrics/2020(1).yaml:0"]
