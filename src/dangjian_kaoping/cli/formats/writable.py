"""What a thing can be written as: `--format` and `--publish`, their help, completion and refusals all read it here.

A format is a function that imports its writer when it is asked to write: to name a format costs nothing.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import typer

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.streams import answer, answer_csv, answer_json, answer_markdown

if TYPE_CHECKING:
    from dangjian_kaoping.cli.files.publication import Target

Matter = TypeVar("Matter")
"""What the writers of a thing are given: a result, and how it is wanted."""
Write = Callable[[Matter], str | bytes]


class Screen(NamedTuple):
    """What `--format` calls a format, what its help adds to that, and how such a text is said.

    What is nothing for a screen names the `file` that is written where `--publish` names none.
    """

    name: str
    note: str = ""
    say: Callable[[str], None] = answer
    file: str = ""


TABLE = Screen("table", "表格")
TEXT = Screen("text", "文字")
MARKDOWN = Screen("markdown", say=answer_markdown)
JSON = Screen("json", say=answer_json)
CSV = Screen("csv", say=answer_csv)


class File(NamedTuple):
    """How the files of a format end, and how one of ours is known (`cli/formats/ours.py`); `note` is for the help.

    `at_once`: what input of its own it reads is tried before anything is written. `renewed` makes of a content, and of
    the one of ours that it replaces, what is written.
    """

    suffix: str
    ours: Callable[[Path], bool]
    note: str = ""
    encoding: str = "utf-8"
    at_once: bool = False
    renewed: Callable[[bytes, bytes], bytes] | None = None

    @property
    def name(self) -> str:
        """What `--format` calls it where only files are written."""
        return self.suffix.removeprefix(".")


class Format(NamedTuple, Generic[Matter]):
    """One way to write a thing: for the screen, as a file, or both."""

    write: Write[Matter]
    screen: Screen | None
    file: File | None


class Writable(Generic[Matter]):
    """Something that can be written, by its name, and its formats, in the order in which help lists them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.formats: list[Format[Matter]] = []

    def written(
        self, screen: Screen | None = None, file: File | None = None
    ) -> Callable[[Write[Matter]], Write[Matter]]:
        """Register a function as the writer of a format."""

        def register(write: Write[Matter]) -> Write[Matter]:
            self.formats.append(Format(write, screen, file))
            return write

        return register

    @property
    def screens(self) -> list[Screen]:
        """What `--format` may name."""
        return [each.screen for each in self.formats if each.screen is not None]

    @property
    def files(self) -> list[File]:
        """What can be published."""
        return [each.file for each in self.formats if each.file is not None]

    @property
    def default(self) -> str:
        """The format that is shown where none is asked for."""
        return self.screens[0].name

    def show(self, name: str, matter: Matter) -> None:
        """Answer in a format; an empty text is not said. Raises Misused where the thing has none of that name."""
        for write, screen, _ in self.formats:
            if screen is not None and screen.name == name:
                text = write(matter)
                assert isinstance(text, str), name
                if text:
                    screen.say(text)
                return
        raise Misused(f"{self.name}不能写成 {name}。可写：{'、'.join(each.name for each in self.screens)}。")

    def instead(self, name: str) -> list[Path]:
        """The file that is written for a format that is nothing for a screen, where none is named."""
        return [Path(each.file) for each in self.screens if each.name == name and each.file]

    def targets(self, paths: Iterable[Path], matter: Matter) -> "list[Target]":
        """The files to be written, each once."""
        return [self.target(path, matter) for path in dict.fromkeys(paths)]

    def target(self, path: Path, matter: Matter) -> "Target":
        """A file to be written, its content made when it is. Raises Misused where its name says no format."""
        from dangjian_kaoping.cli.files.publication import Target

        for write, _, file in self.formats:
            if file is not None and file.suffix == path.suffix.lower():
                content = partial(_content, write, matter, file, path)
                return Target(path, _at_once(content) if file.at_once else content, file.ours)
        suffixes = _alternatives([each.suffix for each in self.files])
        raise Misused(f"不知道怎样写“{path}”：{self.name}的文件名要以 {suffixes} 结尾。")


def _content(write: Write[Matter], matter: Matter, file: File, path: Path) -> bytes:
    written = write(matter)
    content = written if isinstance(written, bytes) else written.encode(file.encoding)
    if file.renewed is None or not path.is_file() or not file.ours(path):
        return content
    return file.renewed(content, path.read_bytes())


def _at_once(content: Callable[[], bytes]) -> Callable[[], bytes]:
    made = content()
    return lambda: made


def _alternatives(names: list[str]) -> str:
    """`.xlsx、.csv 或 .json`."""
    return " 或 ".join(filter(None, ("、".join(names[:-1]), names[-1])))


def format_option(*things: Writable[Any], more: str = "") -> Any:
    """`--format` of a command that shows one of some things; its help ends with `more`."""
    return _format_option({each.name: each.note for thing in things for each in thing.screens}, more)


def file_format_option(thing: Writable[Any], more: str = "") -> Any:
    """`--format` of a command that writes only files, whose names it makes itself."""
    return _format_option({each.name: each.note for each in thing.files}, more)


def _format_option(notes: dict[str, str], more: str) -> Any:
    def parse(written: str) -> str:
        if written not in notes:
            raise typer.BadParameter(f"没有“{written}”。可写：{'、'.join(notes)}。")
        return written

    return typer.Option(
        "--format", "-f", metavar="格式", help=_help(notes) + more, parser=parse, autocompletion=lambda: list(notes)
    )


def publish_option(*things: Writable[Any], flags: tuple[str, ...] = ("--publish", "-p")) -> Any:
    """`--publish` of a command that writes one of some things."""
    notes = {each.suffix: each.note for thing in things for each in thing.files}
    return typer.Option(*flags, metavar="文件", help=f"写成文件：{_help(notes)}；可以写几次")


def _help(notes: dict[str, str]) -> str:
    return "、".join(f"{name} {note}".rstrip() for name, note in notes.items())
