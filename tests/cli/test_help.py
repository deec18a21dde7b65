"""The help and the slips: Chinese throughout, laid out by display width."""

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from dangjian_kaoping.cli.shell.app import _built
from dangjian_kaoping.cli.shell.commands import COMMANDS, CommandEntry
from dangjian_kaoping.cli.shell.examples import EXAMPLES

from .conftest import Command

pytestmark = pytest.mark.every(3)

CONSOLE = 90
"""The widest line of a help text, in cells."""
ENGLISH = re.compile(
    r"(?<!-)\b(Usage|Options?|option|Arguments?|argument|Commands?|COMMAND|ARGS|OPTIONS|TEXT|INTEGER|PATH|FILE|DIRECTORY|"
    r"Show|message|Error|default|required|[Ii]nvalid|value|Try|[Nn]o such|[Mm]issing|unexpected|got|choose|[Pp]ossible|"
    r"[Dd]id you mean|does|not|take|denied|directory)\b"
)
"""Words of typer's own, and of the system's. Names of commands, options, formats and codes stay English."""


def _paths(entries: Mapping[str, CommandEntry], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield before
    for name, entry in entries.items():
        if entry.commands:
            yield from _paths(entry.commands, (*before, name))
        else:
            yield (*before, name)


PATHS = list(_paths(COMMANDS))
TAKES_FILES = [("rubric", "check"), ("rubric", "test")]
WITHOUT_ARGUMENTS = [(), ("score",), ("rank",), ("ledger",), ("rubric",), ("rubric", "list"), ("rubric", "schema")]


def _cells(text: str) -> int:
    """Cells on a Chinese console: Han characters, and signs that its fonts draw wide, take two."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _english(text: str) -> list[str]:
    return [found[0] for found in ENGLISH.finditer(text)]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_the_help_of_every_command(tmp_path: Path, kaoping: Command, path: tuple[str, ...], flag: str) -> None:
    status, out, err = kaoping(*path, flag)
    assert (status, err) == (0, "")
    lines = out.split("\n")
    assert lines[0].startswith(" ".join(("用法：kaoping", *path)))
    assert re.search(r"[\u4e00-\u9fff]", lines[2])
    assert max(map(_cells, lines)) <= CONSOLE
    assert _english(out) == []
    assert "显示本说明" in out
    assert not any(line.endswith(" ") for line in lines)


def test_the_help_lists_every_command_with_what_it_does(kaoping: Command) -> None:
    _, out, _ = kaoping("--help")
    for name, entry in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(entry.help[:8])}", out, re.MULTILINE)
    _, out, _ = kaoping("rubric", "--help")
    for name in COMMANDS["rubric"].commands:
        assert re.search(rf"^  {name} ", out, re.MULTILINE)


@pytest.mark.parametrize("path", PATHS)
def test_every_option_says_what_it_is_for(kaoping: Command, path: tuple[str, ...]) -> None:
    _, out, _ = kaoping(*path, "--help")
    for line in out.split("\n"):
        if line.startswith("  -"):
            assert re.search(r"  [^ -].*[\u4e00-\u9fff]", line), line


@pytest.mark.parametrize("path", [path for path in PATHS if path not in WITHOUT_ARGUMENTS])
def test_the_usage_line_has_no_doubled_brackets(kaoping: Command, path: tuple[str, ...]) -> None:
    _, out, _ = kaoping(*path, "--help")
    assert not re.search(r"\[\[|\]\]|\{|\}|\.\.\.", out.split("\n")[0])


@pytest.mark.parametrize("path", PATHS)
def test_every_command_ends_its_help_with_examples(kaoping: Command, path: tuple[str, ...]) -> None:
    _, out, _ = kaoping(*path, "--help")
    shown = out.partition("\n例：\n")[2].splitlines()
    assert [line for line in shown if line.startswith(" ".join(("  kaoping", *path)).rstrip())]


def test_there_are_examples_of_nothing_else() -> None:
    groups = {("form",), ("rubric",)}
    assert {tuple(path.split()) for path in EXAMPLES} == {*PATHS, *groups}


@pytest.mark.parametrize("line", [line for lines in EXAMPLES.values() for line in lines])
def test_an_example_is_a_command_line(line: str) -> None:
    words = shlex.split(line.partition(" > ")[0])
    command, context = _built(), None
    while hasattr(command, "entries"):
        context = command.make_context(words[0], [], parent=context, resilient_parsing=True)
        name, *words = words
        command = command.get_command(context, name)
        assert command is not None, line
    assert command.make_context("", words, parent=context).args == []


SLIPS: dict[str, tuple[str, ...]] = {
    "an unknown option": ("--nothing",),
    "an unknown letter": ("-x",),
    "an option without its value": ("--workspace",),
    "a format that does not exist": ("--format", "nothing"),
    "a format without its value": ("--format",),
}


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("path", PATHS)
def test_no_slip_brings_out_the_english_words(root: Path, kaoping: Command, path: tuple[str, ...], slip: str) -> None:
    status, out, err = kaoping(*path, *SLIPS[slip])
    assert (status, out) == (2, "")
    assert _english(err) == []
    assert err.startswith("用法有误：")


@pytest.mark.parametrize("path", [path for path in PATHS if path not in TAKES_FILES])
def test_too_many_words_bring_out_no_english_words(root: Path, kaoping: Command, path: tuple[str, ...]) -> None:
    status, out, err = kaoping(*path, "extra", "extra", "extra", "extra")
    assert (status, out) == (2, "")
    assert _english(err) == []


@pytest.mark.parametrize("path", TAKES_FILES)
def test_a_file_that_does_not_exist_brings_out_no_english_words(
    root: Path, kaoping: Command, path: tuple[str, ...]
) -> None:
    _, out, err = kaoping(*path, "extra.yaml")
    assert "extra.yaml" in out + err
    assert _english(out + err) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_value_after_a_flag_brings_out_no_english_words(kaoping: Command, path: tuple[str, ...]) -> None:
    status, out, err = kaoping(*path, "--help=1")
    assert (status, out) == (2, "")
    assert _english(err) == []
