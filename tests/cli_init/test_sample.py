"""`--sample`: the repository's own workspace, from a checkout and from a wheel."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from dangjian_kaoping.cli.files import scaffold

from .running import Kaoping, content

SCHEMAS = ("rubrics/rubric.schema.json", "rubrics/reward.schema.json")
REPOSITORY = Path(__file__).parents[2]


def _repository() -> dict[str, bytes]:
    paths = [REPOSITORY / "kaoping.yaml", *REPOSITORY.glob("rubrics/**/*.yaml"), *REPOSITORY.glob("data/**/*.yaml")]
    return {path.relative_to(REPOSITORY).as_posix(): path.read_bytes() for path in paths}


@pytest.mark.whole
def test_the_sample_is_the_repositorys_workspace(kaoping: Kaoping) -> None:
    done = kaoping("init", "--sample", "示 例")
    assert done.status == 0
    written = content(Path("示 例"))
    assert written.keys() - {".gitignore", ".gitattributes", *SCHEMAS} == _repository().keys()
    assert {path: written[path] for path in _repository()} == _repository()
    checked = kaoping("check", "--workspace", "示 例")
    assert checked.status == 0, checked.answer
    assert kaoping("rank", "--workspace", "示 例").status == 0


@pytest.mark.whole
def test_the_sample_does_not_overwrite(kaoping: Kaoping) -> None:
    assert kaoping("init", "--sample").status == 0
    assert kaoping("init", "--sample").status == 1


@pytest.mark.parametrize("option", [("--unit", "甲厂"), ("--quarter", "2021Q1")])
def test_the_sample_has_its_own_unit_and_quarters(option: tuple[str, str], kaoping: Kaoping) -> None:
    done = kaoping("init", "--sample", *option)
    assert done.status == 2
    assert list(Path.cwd().iterdir()) == []


def _build(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The build command of a wheel, with no packages of its own."""
    setuptools = pytest.importorskip("setuptools")
    packing = import_module("dangjian_kaoping.cli.files.packing")
    monkeypatch.chdir(REPOSITORY)
    command = packing.BuildWithSample(setuptools.Distribution({"name": "试", "packages": []}))
    command.ensure_finalized()
    return command


@pytest.mark.whole
def test_a_wheel_holds_the_sample(
    kaoping: Kaoping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    command = _build(monkeypatch)
    command.build_lib = str(tmp_path / "lib")
    command.build_package_data()
    package = tmp_path / "lib/dangjian_kaoping"
    assert content(package / "sample") == _repository()
    # installed from the wheel there is no repository around the package
    (package / "templates").symlink_to(REPOSITORY / "src/dangjian_kaoping/templates")
    monkeypatch.setattr(scaffold, "resources", lambda _: package)
    monkeypatch.chdir(tmp_path)
    assert kaoping("init", "--sample", "示例").status == 0
    assert {path: data for path, data in content(Path("示例")).items() if path in _repository()} == _repository()


def test_a_source_archive_holds_what_the_wheel_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    ((_, folder, _, files),) = _build(monkeypatch).get_data_files_without_manifest()
    assert {(Path(folder) / file).as_posix() for file in files} == _repository().keys()


def test_an_installation_without_the_sample_says_so(
    kaoping: Kaoping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaffold, "resources", lambda _: tmp_path / "a/b/c")
    done = kaoping("init", "--sample", "示例")
    assert done.status == 2
    assert "没有带示例厂" in done.told
