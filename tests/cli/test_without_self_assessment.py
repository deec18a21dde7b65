"""The sheets of the self-assessment: in a workbook of many branches only where they are asked for."""

from pathlib import Path

import pytest

from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.write.xlsx import report
from sample import SAMPLE
from write.xlsx.edited import rewritten

from .conftest import Command

pytestmark = pytest.mark.whole

PUBLISH = ("rank", "-w", str(SAMPLE), "-q", "2020Q4", "-p")
OF_SELF = {"自评对照", "自评各项得分"}


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def _written(kaoping: Command, name: str, *more: str) -> Reading:
    assert kaoping(*PUBLISH, name, *more).status == 0
    return Reading(Path(name).read_bytes())


def test_a_large_workbook_leaves_them_out_and_says_so(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _written(kaoping, "全.xlsx")
    monkeypatch.setattr(report, "LARGE", 0)
    large = _written(kaoping, "多.xlsx")
    assert set(whole) - set(large) == OF_SELF
    for name in large:
        if name not in ("综合排名", "依据与口径"):
            assert large[name] == whole[name]
    one, other = whole["综合排名"], large["综合排名"]
    assert {place: each.value for place, each in one.items()} == {place: each.value for place, each in other.items()}
    assert not [each for each in other.values() if each.formula is not None and "自评各项得分" in each.formula]
    said = [str(each.value) for each in large["依据与口径"].values()]
    assert any("自评对照、自评各项得分：党支部多" in each and "--self-assessment" in each for each in said)
    status, out, _ = kaoping("verify", "多.xlsx", "-w", str(SAMPLE))
    assert (status, "每个数、每个公式都由细则和记录得出。" in out) == (0, True)


def test_they_are_written_where_they_are_asked_for(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _written(kaoping, "全.xlsx")
    monkeypatch.setattr(report, "LARGE", 0)
    large = _written(kaoping, "多.xlsx", "--self-assessment")
    assert dict(large) == dict(whole)
    # what was written before they could be left out says nothing of them either
    assert kaoping("verify", "多.xlsx", "-w", str(SAMPLE)).status == 0


def test_a_few_branches_have_them_whatever_the_file_says(kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(report, "LARGE", 0)
        _written(kaoping, "多.xlsx")
    status, out, _ = kaoping("verify", "多.xlsx", "-w", str(SAMPLE))
    assert status == 1
    assert all(each in out for each in OF_SELF)


def test_a_large_workbook_from_which_they_were_taken_lacks_them(
    kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "LARGE", 0)
    _written(kaoping, "多.xlsx")
    told = rewritten(Path("多.xlsx").read_bytes(), "docProps/custom.xml", lambda text: text.replace("without_self", ""))
    Path("多.xlsx").write_bytes(told)
    status, out, _ = kaoping("verify", "多.xlsx", "-w", str(SAMPLE))
    assert status == 1
    assert all(each in out for each in OF_SELF)


def test_it_is_of_the_workbook_of_a_round(kaoping: Command) -> None:
    status, _, err = kaoping("rank", "-w", str(SAMPLE), "--self-assessment")
    assert (status, "--self-assessment 是写工作簿用的" in err) == (2, True)
    status, _, err = kaoping("rank", "-w", str(SAMPLE), "--year", "2020", "-p", "a.xlsx", "--self-assessment")
    assert (status, "只用于一轮的工作簿" in err) == (2, True)
