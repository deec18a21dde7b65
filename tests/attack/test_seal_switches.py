"""Nothing that lies in a workspace switches its seals off: no setting, no waiver, no file that cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checks.laying import DANGQUN, EXAMPLES, ROSTER, RUBRIC, checked, edit, lay
from dangjian_kaoping.diagnostics import catalogue

pytestmark = pytest.mark.whole

SEAL = "data/2021Q1/seal.yaml"
PATHS = ("data/2021Q1/*", "rubrics/*", "data/*", "*/2021Q1/*", "*.yaml", "*", "**", "kaoping.yaml", "waivers.yaml")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A sealed round; every code is off, and waived wherever a path can say."""
    folder = lay(tmp_path, EXAMPLES / "KP506/good")
    assert checked(folder) == []
    settings = "".join(f"  {code}: 'off'\n" for code in catalogue())
    edit(folder, "kaoping.yaml", ("委员会\n", f"委员会\nseverities:\n{settings}"))
    waivers = "".join(
        f"  - {{code: {code}, path: '{path}', reason: 原细则如此, approved_by: 党群工作部, until: 9999-12-31}}\n"
        for code in catalogue()
        for path in PATHS
    )
    (folder / "waivers.yaml").write_text(f"kind: waivers\nversion: 1\nwaivers:\n{waivers}", "utf-8")
    return folder


def _remaining(root: Path) -> set[str]:
    """The codes that are errors in spite of it all, beside those that tell of the attempt."""
    return {fault.code for fault in checked(root) if fault.severity == "error"} - {"KP543"}


def _falsify(root: Path) -> None:
    edit(root, DANGQUN, ("count: 2", "count: 1"))


def test_a_falsified_record(root: Path) -> None:
    _falsify(root)
    assert _remaining(root) == {"KP506", "KP509"}


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (RUBRIC, "{each: 0.5}", "{each: 0.25}", "KP504"),
        (ROSTER, "name: 机关党支部, class: 机关", "name: 机关党支部, class: 生产", "KP505"),
        (SEAL, "composite: 9.", "composite: 8.", "KP507"),
    ],
)
def test_a_falsified_rubric_roster_and_seal(root: Path, file: str, old: str, new: str, code: str) -> None:
    path = root / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert code in _remaining(root)


def _append(file: str, text: str) -> Callable[[Path], object]:
    def obstruct(root: Path) -> None:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((path.read_text("utf-8") if path.exists() else "") + text, "utf-8")

    return obstruct


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "a record that is no YAML": _append(DANGQUN, "\n]"),
    "a record with a key that is not known": _append(DANGQUN, "\nspare: 1\n"),
    "one more record, empty": _append("data/2021Q1/inspection/zz.yaml", ""),
    "one more record, of another round": _append(
        "data/2021Q1/inspection/zz.yaml", "kind: inspection\nversion: 1\nquarter: 2020Q1\nbranches: {}\n"
    ),
    "a stranger among the records": _append("data/2021Q1/zz.yaml", "x"),
    "a branch that nobody knows": _append(
        "data/2021Q1/inspection/dangqun.yaml", "  无名党支部:\n    date: 2021-03-25\n"
    ),
    "a follow-up that is no YAML": _append("data/2021Q1/followups.yaml", "\n]"),
    "the seal that is no YAML": _append(SEAL, "\n]"),
    "the seal of another round": lambda root: edit(root, SEAL, ("quarter: 2021Q1", "quarter: 2021Q2")),
    "the seal in another encoding": lambda root: (root / SEAL).write_bytes(b"\xff\xfe"),
    "a roster that is no YAML": _append(ROSTER, "\n]"),
    "a roster with two branches of one name": _append(ROSTER, "  ZB03:\n    - {from: 2018-01-01, name: 机关党支部}\n"),
    "no roster": lambda root: (root / ROSTER).unlink(),
    "one more rubric, of no meaning": _append("rubrics/2022.yaml", "kind: rubric\n"),
    "a rubric that comes too late": lambda root: edit(
        root, RUBRIC, ("effective_from: 2020Q1", "effective_from: 2022Q1")
    ),
    "no rubric": lambda root: (root / RUBRIC).unlink(),
    "a link out of the workspace": lambda root: (root / "data/2021Q1/inspection/zz.yaml").symlink_to("/etc/hostname"),
}


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_a_falsified_record_beside_what_keeps_the_round_from_being_compared(root: Path, obstacle: str) -> None:
    _falsify(root)
    OBSTACLES[obstacle](root)
    assert _remaining(root) != set()


def test_it_is_told_why_an_error_stays(root: Path) -> None:
    OBSTACLES["a record that is no YAML"](root)
    (fault,) = (each for each in checked(root) if each.code == "KP103")
    assert fault.hint.count("有封存的轮次要照它核对，不能豁免") == 1


def test_without_a_seal_the_same_errors_may_be_waived(root: Path) -> None:
    (root / SEAL).unlink()
    OBSTACLES["a record that is no YAML"](root)
    assert _remaining(root) == set()


def test_every_attempt_is_told(root: Path) -> None:
    firm = {code for code, kind in catalogue().items() if kind.firm}
    assert {"KP504", "KP506", "KP507", "KP508", "KP509", "KP511", "KP523", "KP543"} <= firm
    attempts = [fault for fault in checked(root) if fault.code == "KP543"]
    assert {fault.particulars["code"] for fault in attempts if fault.place.file == "kaoping.yaml"} == firm
    waivable = {code for code, kind in catalogue().items() if kind.waivable}
    assert waivable == {"KP583", "KP585", "KP586"} < firm
    assert {fault.particulars["code"] for fault in attempts if fault.place.file == "waivers.yaml"} == firm - waivable


def test_a_severity_may_be_written_as_it_is(tmp_path: Path) -> None:
    folder = lay(tmp_path, EXAMPLES / "KP506/good")
    edit(folder, "kaoping.yaml", ("委员会\n", "委员会\nseverities: {KP506: error}\n"))
    assert checked(folder) == []
