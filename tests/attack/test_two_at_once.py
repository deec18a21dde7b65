"""Several commands at once, in processes of their own: each does all or is refused, and what they say is true."""

import re
from pathlib import Path

import pytest

from checks.laying import DANGQUN, lay
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.periods import Quarter

from .kills import tree
from .processes import Command, holder, kaoping

pytestmark = pytest.mark.whole

SEAL = "data/2021Q1/seal.yaml"


def _at_once(folder: Path, held: Path, *commands: tuple[str, ...]) -> list[tuple[int, str, str]]:
    """What came of some commands that all stood before the same lock when it opened."""
    with holder(held) as first:
        started = [kaoping(folder, *each) for each in commands]
        for each in started:
            each.wait_until_it_waits()
        assert first.ended("\n")[0] == 0
        return [each.ended() for each in started]


def _digests(root: Path) -> list[str]:
    seals = Loader(root).seals_of(Quarter(2021, 1))
    assert seals is not None
    return [each.digest for each in seals.seals]


@pytest.mark.parametrize(
    ("count", "days"),
    [(3, 3), pytest.param(6, 6, marks=pytest.mark.attack), pytest.param(6, 1, marks=pytest.mark.attack)],
)
def test_of_several_seals_one_is_made_and_the_others_say_so(tmp_path: Path, count: int, days: int) -> None:
    root = lay(tmp_path)
    commands = [("seal", "-q", "2021Q1", "--date", f"2021-04-{20 + number % days}") for number in range(count)]
    done = _at_once(root, root, *commands)
    (digest,) = _digests(root)
    (winner,) = [out for status, out, _ in done if status == 0 and "已封存：" in out]
    assert f"封存摘要：{digest}\n" in winner
    others = [(status, out + err) for status, out, err in done if out != winner]
    assert len(others) == count - 1
    for status, said in others:
        assert (status, "不必再封" in said, "KP193" in said) == ((0, True, False) if days == 1 else (1, False, True))
        assert days == 1 or digest in re.sub(r"\s", "", said)
    assert not list(root.glob(".*"))


def test_of_several_publications_of_one_number_one_is_registered(tmp_path: Path) -> None:
    root = lay(tmp_path)
    assert kaoping(root, "seal", "-q", "2021Q1", "--date", "2021-04-10").ended()[0] == 0
    for name in ("a.docx", "b.docx"):
        (root / name).write_bytes(name.encode())
    terms = ("--what", "公示", "--date", "2021-04-12", "--number", "三号")
    done = _at_once(root, root, ("publish", "a.docx", *terms), ("publish", "b.docx", *terms))
    assert sorted(status for status, _, _ in done) == [0, 1]
    (refused,) = [err for status, _, err in done if status]
    assert "KP576" in refused
    # the same file at once is registered once, and different ones one after the other
    done = _at_once(root, root, *[("publish", name, *terms[:4]) for name in ("a.docx", "b.docx", "b.docx")])
    assert [status for status, _, _ in done] == [0, 0, 0]
    found = Loader(root).publications_of(Quarter(2021, 1))
    assert found is not None
    assert sorted(each.file for each in found.publications) == ["a.docx", "b.docx"]
    assert kaoping(root, "check").ended()[0] == 0
    assert not list(root.glob(".*"))


def test_two_imports_of_the_same_forms_write_them_once(tmp_path: Path) -> None:
    root = lay(tmp_path)
    assert kaoping(root, "form", "inspection", "-q", "2021Q1", "--filled", "-o", "表").ended()[0] == 0
    (root / DANGQUN).unlink()
    done = _at_once(root, root, ("import", "表"), ("import", "表"))
    assert [status for status, _, _ in done] == [0, 0]
    said = sorted(out.splitlines()[-1] for _, out, _ in done if "新写" not in out)
    assert said == ["2 张表：与记录的一样，不必写 2 张。"]
    assert not list(root.rglob(".*"))


def test_of_two_inits_one_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "厂"
    command = ("init", "厂", "--unit", "甲厂", "--quarter", "2021Q1")
    done = _at_once(tmp_path, folder, command, command)
    assert sorted(status for status, _, _ in done) == [0, 1]
    (refused,) = [err for status, _, err in done if status]
    assert "这里已经是一个工作区，什么也没有写。" in refused
    assert kaoping(tmp_path, *(*command[:1], "另", *command[2:])).ended()[0] == 0
    assert tree(folder) == tree(tmp_path / "另")


def test_of_two_versions_for_one_quarter_one_is_refused(tmp_path: Path) -> None:
    root = lay(tmp_path)
    done = _at_once(
        root, root, *(("rubric", "new", version, "--effective-from", "2022Q1") for version in ("2022", "2022a"))
    )
    assert sorted(status for status, _, _ in done) == [0, 2]
    assert "一个季度只能有一版" in next(err for status, _, err in done if status)
    assert len(list((root / "rubrics").iterdir())) == 2


def test_a_set_waits_with_all_its_files_and_a_single_file_waits_for_nobody(tmp_path: Path) -> None:
    root = lay(tmp_path)
    with holder(root) as first:
        assert kaoping(root, "rank", "-q", "2021Q1", "-p", "alone.json").ended()[0] == 0
        several = kaoping(root, "rank", "-q", "2021Q1", "-p", "a.json", "-p", "b.json")
        several.wait_until_it_waits()
        assert not {"a.json", "b.json"} & {path.name for path in root.iterdir()}
        first.ended("\n")
        assert several.ended()[0] == 0
    assert {(root / name).read_bytes() for name in ("a.json", "b.json")} == {(root / "alone.json").read_bytes()}
    assert not list(root.glob(".*"))


def test_whoever_waits_for_a_folder_that_goes_makes_it_himself(tmp_path: Path) -> None:
    with holder(tmp_path / "厂", end="没有建成") as first:
        waiting = kaoping(tmp_path, "init", "厂", "--unit", "甲厂", "--quarter", "2021Q1")
        waiting.wait_until_it_waits()
        assert first.ended("\n")[0] == 1
        assert waiting.ended()[0] == 0
    assert (tmp_path / "厂/kaoping.yaml").is_file()


def test_after_a_killed_holder_the_next_goes_on_and_says_what_was_broken_off(tmp_path: Path) -> None:
    root = lay(tmp_path)
    with holder(root) as first:
        waiting: Command = kaoping(root, "seal", "-q", "2021Q1", "--date", "2021-04-20")
        waiting.wait_until_it_waits()
        first.kill()
        status, out, err = waiting.ended()
    assert (status, "已封存：" in out) == (0, True)
    assert "kaoping rank（机器" in err
    assert f"进程 {first.pid}，" in err
    assert "没有做完就断了，它写的文件可能有新有旧，请再运行一次。" in err
    assert not list(root.glob(".*"))
