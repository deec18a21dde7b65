"""Laws of the seal: how a file is written never breaks it; whatever changes what a file means does."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Diagnostic
from thorough import law

from .laying import DANGQUN, EXAMPLES, FEBRUARY, JANUARY, JIWEI, MARCH, ROSTER, RUBRIC, checked, lay

pytestmark = pytest.mark.whole

SEAL = "data/2021Q1/seal.yaml"
FILES = (RUBRIC, ROSTER, DANGQUN, JIWEI, JANUARY, FEBRUARY, MARCH, SEAL)
NUMBERS = frozenset({"points", "total", "each", "judged", "missing", "inspection", "self_assessment", "composite"})
"""Keys whose values are numbers that may be written with more places."""


def _sealed(root: Path) -> Path:
    lay(root)
    shutil.copy(EXAMPLES / "KP504/good" / SEAL, root / SEAL)
    return root


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base workspace, sealed. Whoever changes it puts it back."""
    return _sealed(tmp_path_factory.mktemp("sealed"))


def _read(root: Path, file: str) -> Any:
    return yaml.load((root / file).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts


def _shuffled(value: Any, chance: random.Random) -> Any:
    """The same content with its keys in another order and its numbers in another form."""
    if isinstance(value, list):
        return [_shuffled(each, chance) for each in value]
    if not isinstance(value, dict):
        return value
    keys = list(value)
    chance.shuffle(keys)
    return {key: _padded(key, _shuffled(value[key], chance), chance) for key in keys}


def _padded(key: str, value: Any, chance: random.Random) -> Any:
    if key in NUMBERS and isinstance(value, str) and value.replace(".", "").isdecimal():
        return value + (chance.choice(("", "0", "00")) if "." in value else chance.choice(("", ".0", ".00")))
    return value


def _commented(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    for _ in range(3):
        lines.insert(chance.randrange(len(lines)), chance.choice(("# 说明：核对过", "", "   ", "  # points: 100")))
    return "\n".join(lines)


@law(60)
@given(seed=st.integers(0, 2**32), style=st.sampled_from((None, "'", '"')), flow=st.sampled_from((False, None, True)))
def test_how_a_file_is_written_never_breaks_a_seal(sealed: Path, seed: int, style: Any, flow: Any) -> None:
    chance = random.Random(seed)
    before = {file: (sealed / file).read_bytes() for file in FILES}
    try:
        for file in chance.sample(FILES, 3):
            content = _shuffled(_read(sealed, file), chance)
            # so wide that no comment is put inside a text
            text = yaml.dump(
                content,
                Dumper=yaml.SafeDumper,
                allow_unicode=True,
                sort_keys=False,
                default_style=style,
                default_flow_style=flow,
                width=10**6,
            )
            text = _commented(text, chance).replace("\n", chance.choice(("\n", "\r\n")))
            (sealed / file).write_bytes(chance.choice((b"", b"\xef\xbb\xbf")) + text.encode())
        assert checked(sealed) == []
    finally:
        for file, content in before.items():
            (sealed / file).write_bytes(content)


def _places(value: Any, *way: Any) -> Iterator[tuple[Any, ...]]:
    """The way to every text of a content."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from _places(each, *way, key)
    if isinstance(value, str):
        yield way


def _at(content: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        content = content[key]
    return content


def _other(text: str) -> str:
    """Another value of the same kind."""
    if text.replace(".", "").isdecimal():
        return str(int(text) + 1) if text.isdecimal() else f"{text}1"
    return f"{text[:-1]}{int(text[-1]) + 1}" if text[-1] in "12345678" else f"{text}改"


def _after(root: Path, file: str, content: Any) -> list[Diagnostic]:
    before = (root / file).read_bytes()
    try:
        (root / file).write_text(yaml.dump(content, allow_unicode=True, sort_keys=False), "utf-8")
        return [fault for fault in checked(root) if fault.severity == "error"]
    finally:
        (root / file).write_bytes(before)


MEANS_NOTHING: dict[str, set[tuple[Any, ...]]] = {
    ROSTER: {
        ("version",),
        *((group, each, 0, "from") for group, each in [("departments", "DQ"), ("departments", "JW")]),
    }
    | {("branches", each, 0, "from") for each in ("ZB01", "ZB02")},
    SEAL: {("version",)},
}
"""What does not concern a quarter: the form's own version, and since when somebody is what it was then."""
DEFAULTS: dict[str, set[tuple[Any, ...]]] = {
    RUBRIC: {("measure", "weights", "inspection"), ("measure", "weights", "self_assessment")}
}
"""What means the same where it is not written."""


@pytest.mark.parametrize("file", FILES)
def test_every_other_value_breaks_the_seal(sealed: Path, file: str) -> None:
    for way in _places(_read(sealed, file)):
        content = _read(sealed, file)
        text = _at(content, way)
        holder = _at(content, way[:-1])
        holder[way[-1]] = _other(text)
        assert bool(_after(sealed, file, content)) == (way not in MEANS_NOTHING.get(file, ())), (way, holder[way[-1]])


@pytest.mark.parametrize("file", FILES)
def test_whatever_is_left_out_breaks_the_seal(sealed: Path, file: str) -> None:
    for way in _places(_read(sealed, file)):
        content = _read(sealed, file)
        del _at(content, way[:-1])[way[-1]]
        assert bool(_after(sealed, file, content)) == (way not in DEFAULTS.get(file, ())), way


@pytest.mark.parametrize(
    ("file", "way"),
    [(DANGQUN, ("branches", "发电部党支部", "findings")), (RUBRIC, ("areas",)), (RUBRIC, ("areas", 0, "items"))],
)
def test_the_order_of_a_list_is_content(sealed: Path, file: str, way: tuple[Any, ...]) -> None:
    content = _read(sealed, file)
    _at(content, way).reverse()
    assert {fault.code for fault in _after(sealed, file, content)} <= {"KP504", "KP506", "KP509"}
    assert _after(sealed, file, content)
