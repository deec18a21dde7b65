"""A sealed round that a review corrected is sealed anew, and the new seal names the old one."""

import shutil
from pathlib import Path

import pytest
import yaml

from checks.laying import DANGQUN, EXAMPLES, JIWEI, edit

from .conftest import Command
from .reviews import ADJUSTMENTS, SEAL, two_rounds

pytestmark = pytest.mark.whole


def _codes(kaoping: Command, *options: str) -> list[str]:
    out = kaoping("check", "--format", "github", *options).out
    return sorted(line.partition("title=")[2][:5] for line in out.splitlines() if line.startswith("::"))


def _digests(root: Path, file: str = SEAL) -> list[tuple[str, str | None]]:
    seals = yaml.load((root / file).read_text("utf-8"), Loader=yaml.BaseLoader)["seals"]  # noqa: S506 - it makes nothing but texts
    return [(each["digest"], each.get("previous")) for each in seals]


@pytest.fixture
def adjusted(root: Path, kaoping: Command) -> Path:
    """The base workspace, sealed, and then corrected by a review."""
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-02").status == 0
    shutil.copy(EXAMPLES / "KP511/bad" / ADJUSTMENTS, root / ADJUSTMENTS)
    return root


def test_an_adjustment_asks_for_a_new_seal_and_tells_what_it_changed(adjusted: Path, kaoping: Command) -> None:
    assert _codes(kaoping) == ["KP511"]
    out = kaoping("check").out.replace("\n  ", "")
    assert (
        "复核调整（机关党支部 LZ-01 不规范）是后来加的；机关党支部封存时 9.10 分、第 1 名，现在 9.55 分、第 1 名" in out
    )


def test_the_new_seal_names_the_old_one_and_both_stay(adjusted: Path, kaoping: Command) -> None:
    first = (adjusted / SEAL).read_text("utf-8")
    status, out, err = kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08", "--note", "复核更正")
    assert (status, err) == (0, "")
    assert "它代替 2021-04-02 的封存，原来的留在文件里。" in out
    text = (adjusted / SEAL).read_text("utf-8")
    assert text.startswith(first)
    (old, none), (new, previous) = _digests(adjusted)
    assert (none, previous) == (None, old)
    assert new != old
    assert "composite: 9.55" in text[len(first) :]
    assert _codes(kaoping) == []
    assert "一直没有变" in kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08").out


def test_the_old_seal_stays_sealed(adjusted: Path, kaoping: Command) -> None:
    kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08")
    text = (adjusted / SEAL).read_text("utf-8")
    (adjusted / SEAL).write_text(text.replace("composite: 9.10", "composite: 9.60", 1), "utf-8")
    assert _codes(kaoping) == ["KP507"]
    head, _, second = text.rpartition("- sealed_on")
    (adjusted / SEAL).write_text(head[: head.index("- sealed_on")] + "- sealed_on" + second, "utf-8")
    assert _codes(kaoping) == ["KP507"], "the old one is left out"


def test_an_adjustment_does_not_cover_another_edit(adjusted: Path, kaoping: Command) -> None:
    before = (adjusted / SEAL).read_bytes()
    edit(adjusted, DANGQUN, ("missing: 1", "missing: 2"))
    assert _codes(kaoping) == ["KP506", "KP509", "KP511"]
    status, out, err = kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08")
    assert (status, out) == (1, "")
    assert "KP506" in err
    assert (adjusted / SEAL).read_bytes() == before


def test_a_new_seal_is_not_older_than_the_old_one(adjusted: Path, kaoping: Command) -> None:
    status, _, err = kaoping("seal", "-q", "2021Q1", "--date", "2021-04-01")
    assert status == 2
    assert "在上一次封存（2021-04-02）以前" in err


def test_how_an_adjustment_is_written_has_no_meaning_and_what_it_says_has(adjusted: Path, kaoping: Command) -> None:
    kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08")
    edit(adjusted, ADJUSTMENTS, ("judged: 0.5", "judged: 0.50  # 核对过"))
    assert _codes(kaoping) == []
    edit(adjusted, ADJUSTMENTS, ("有附页", "有两页附页"))
    assert _codes(kaoping) == ["KP511"]
    (adjusted / ADJUSTMENTS).unlink()
    assert _codes(kaoping) == ["KP511"]


def test_what_follows_a_corrected_round_is_sealed_anew_after_it(root: Path, kaoping: Command) -> None:
    two_rounds(root)
    for quarter in ("2020Q4", "2021Q1"):
        assert kaoping("seal", "-q", quarter, "--date", "2021-04-02").status == 0
    assert _codes(kaoping) == []
    (root / "data/2020Q4/adjustments.yaml").write_text(
        "kind: adjustments\nversion: 1\nquarter: 2020Q4\nadjustments:\n"
        "  - {branch: 发电部党支部, item: DJ-02, clause: 缺项, withdrawn: true, reason: 会议有签到, "
        "approved_by: 考评领导小组办公室, date: 2021-04-06}\n",
        "utf-8",
    )
    assert _codes(kaoping) == ["KP509", "KP511"]
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08").status == 1, "first the round that was corrected"
    assert kaoping("seal", "-q", "2020Q4", "--date", "2021-04-08").status == 0
    assert _codes(kaoping) == ["KP512"]
    assert _codes(kaoping, "--quarter", "2021Q1") == ["KP512"]
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08").status == 0
    assert _codes(kaoping) == []
    assert len(_digests(root)) == len(_digests(root, "data/2020Q4/seal.yaml")) == 2


def test_an_earlier_round_that_is_not_sealed_covers_nothing(root: Path, kaoping: Command) -> None:
    two_rounds(root)
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-02").status == 0
    edit(root, "data/2020Q4/inspection/dangqun.yaml", ("        settled: on_site\n", ""))
    assert _codes(kaoping) == ["KP509"]
    assert "以前各轮的依据改了" in kaoping("check").out.replace("\n  ", "")
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-08").status == 1
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    assert _codes(kaoping) == ["KP506", "KP509"]
