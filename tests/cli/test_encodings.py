"""What a console's encoding, or a file's name in another one, cannot say is never said wrongly: no question marks."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from checks.laying import DANGQUN, RUBRIC, edit
from dangjian_kaoping.cli.shell import streams
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.place import legible

from .conftest import Command

pytestmark = pytest.mark.every(3)

RARE = "𠮷䶮党支部"
"""Two characters of names: 𠮷 is in no edition of GBK, 䶮 only in GB 18030."""
REASON = "2月支委会未召开"


class Written(NamedTuple):
    """How a command ended, and the bytes that it wrote."""

    status: int
    out: bytes
    err: bytes


Console = Callable[..., Written]


@pytest.fixture
def console(monkeypatch: pytest.MonkeyPatch) -> Console:
    """The command line on a console of some encoding, run in this process."""

    def command(encoding: str, *arguments: str) -> Written:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2))
        with monkeypatch.context() as there:
            there.setattr(sys, "stdout", out)
            there.setattr(sys, "stderr", err)
            status = run(list(arguments))
        return Written(status, *(each.detach().getvalue() for each in (out, err)))

    return command


@pytest.fixture
def rare(root: Path) -> Path:
    """A workspace with a branch, a reason and a clause that GBK cannot say."""
    for path in root.rglob("*.yaml"):
        path.write_text(path.read_text("utf-8").replace("发电部党支部", RARE), "utf-8")
    edit(root, DANGQUN, (REASON, f"{REASON}（𠮷）"))
    return root


CSV = [("score", "-q", "2021Q1", "-f", "csv"), ("ledger", "--as-of", "2021Q1", "-f", "csv")]


@pytest.mark.parametrize("arguments", CSV)
@pytest.mark.parametrize("encoding", ["gbk", "cp936", "gb2312", "big5", "ascii", "latin-1", "cp437"])
def test_csv_that_cannot_be_said_is_refused(rare: Path, console: Console, encoding: str, arguments: tuple[str]) -> None:
    status, out, err = console(encoding, *arguments)
    assert (status, out) == (1, b"")
    assert b"KP172" in err
    assert b"?" not in err
    if encoding == "gbk":
        told = err.decode("gbk")
        assert "（gbk）写不出的字：[U+20BB7]（U+20BB7）" in told
        assert ("--publish 整改台账.csv" in told) == (arguments[0] == "ledger")


@pytest.mark.parametrize("arguments", CSV)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "utf-8-sig"])
def test_csv_that_can_be_said_is_the_same_everywhere(
    rare: Path, console: Console, encoding: str, arguments: tuple[str]
) -> None:
    status, out, err = console(encoding, *arguments)
    assert (status, err) == (0, b"")
    text = out.decode(encoding)
    assert RARE in text
    assert text == console("utf-8", *arguments).out.decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert len({len(row) for row in rows}) == 1


def test_csv_of_gbk_alone_needs_nothing_else(root: Path, console: Console) -> None:
    for arguments in CSV:
        assert console("gbk", *arguments).out.decode("gbk") == console("utf-8", *arguments).out.decode()


@pytest.mark.whole
def test_csv_in_a_file_has_the_mark_and_in_a_pipe_has_none(root: Path) -> None:
    command = [sys.executable, "-m", "dangjian_kaoping", *CSV[0]]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    piped = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True).stdout
    with (root / "得分.csv").open("wb") as file:
        subprocess.run(command, cwd=root, env=environment, stdout=file, check=True)
    with (root / "两份.csv").open("wb") as file:
        file.write(b"# \n")
        file.flush()
        subprocess.run(command, cwd=root, env=environment, stdout=file, check=True)
    assert not piped.startswith(b"\xef\xbb\xbf")
    assert (root / "得分.csv").read_bytes() == b"\xef\xbb\xbf" + piped
    assert (root / "两份.csv").read_bytes() == b"# \n" + piped


@pytest.mark.whole
def test_a_csv_file_of_ours_has_the_mark_and_is_known_again(rare: Path, kaoping: Command) -> None:
    for _ in range(2):
        assert kaoping("ledger", "--as-of", "2021Q1", "-p", "台账.csv").status == 0
    content = (rare / "台账.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert RARE in content.decode("utf-8-sig")
    # as Excel and WPS save it again: without the mark in the console's encoding it is not ours any more
    (rare / "台账.csv").write_bytes(content.decode("utf-8-sig").encode("gb18030"))
    assert kaoping("ledger", "--as-of", "2021Q1", "-p", "台账.csv").status == 1


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
@pytest.mark.parametrize(
    "arguments", [("score", "-q", "2021Q1"), ("explain", RARE, "-q", "2021Q1"), ("ledger", "--as-of", "2021Q1")]
)
def test_text_shows_what_is_lacking_by_its_number(
    rare: Path, console: Console, encoding: str, arguments: tuple[str, ...]
) -> None:
    status, out, _ = console(encoding, *arguments)
    assert status == 0
    assert b"[U+20BB7][U+4DAE]" in out
    assert b"?" not in out
    shown = re.sub(r"\[U\+([0-9A-F]+)\]", lambda found: chr(int(found[1], 16)), out.decode(encoding))
    assert shown == console("utf-8", *arguments).out.decode()


SHOWN = [
    ("check",),
    ("score", "-q", "2021Q1"),
    ("explain", "ZB01", "-q", "2021Q1"),
    ("rank", "-q", "2021Q1"),
    ("rank", "--year", "2021"),
    ("status", "-q", "2021Q1"),
    ("trend",),
    ("trend", "--self"),
    ("gap", "-q", "2021Q1"),
    ("confidence", "-q", "2021Q1"),
    ("ledger", "--as-of", "2021Q1"),
    ("tasks", "-q", "2021Q1"),
    ("codes", "KP301"),
    ("rubric", "list"),
    ("rubric", "show"),
    ("--help",),
]


@pytest.mark.parametrize("arguments", SHOWN)
def test_our_own_words_and_signs_can_be_said_in_gbk(root: Path, console: Console, arguments: tuple[str, ...]) -> None:
    _, out, err = console("gbk", *arguments)
    assert b"U+" not in out + err


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_markdown_names_characters_by_reference(rare: Path, console: Console, encoding: str) -> None:
    from html import unescape

    edit(rare, RUBRIC, ("三会一课", "三会一课𠮷"))
    for arguments in (("rubric", "show", "-f", "markdown"), ("tasks", "-q", "2021Q1", "-f", "markdown")):
        out = console(encoding, *arguments).out.decode(encoding)
        assert "&#x20BB7;" in out
        assert "?" not in out
        assert unescape(out) == unescape(console("utf-8", *arguments).out.decode())


# file names in another encoding

LATIN = os.fsdecode("检查".encode("gbk") + b".yaml")
"""What a share of another encoding calls 检查.yaml."""


@pytest.fixture
def renamed(root: Path) -> Path:
    """A workspace where an inspection, the rubric and its cases have such names, and the inspection a fault."""
    try:
        (root / DANGQUN).rename(root / DANGQUN.replace("dangqun.yaml", LATIN))
    except OSError:
        pytest.skip("这个文件系统只收 UTF-8 的文件名")
    (root / RUBRIC).rename(root / "rubrics" / LATIN)
    for path in (root / "rubrics/cases").glob("*.yaml"):
        path.rename(path.with_name(LATIN))
    return root


NAME = r"\xbc\xec\xb2\xe9.yaml"


@pytest.mark.parametrize("arguments", [*SHOWN, ("seal", "-q", "2021Q1", "--date", "2021-04-20")])
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_every_command_reads_a_file_with_such_a_name(
    renamed: Path, console: Console, encoding: str, arguments: tuple[str, ...]
) -> None:
    status, out, err = console(encoding, *arguments)
    assert status == 0, err.decode(encoding)
    assert b"udc" not in out + err
    (out + err).decode(encoding)


@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_fault_in_such_a_file_is_told_in_every_format(
    renamed: Path, console: Console, encoding: str, form: str
) -> None:
    path = renamed / DANGQUN.replace("dangqun.yaml", LATIN)
    path.write_text(path.read_text("utf-8").replace("quarter: 2021Q1", "quarter: 2021Q5"), "utf-8")
    status, out, err = console(encoding, "check", "-f", form)
    assert (status, err) == (1, b"")
    text = out.decode(encoding)
    if form in ("json", "gitlab", "sarif"):
        # strict readers refuse half a surrogate pair, escaped or not
        json.dumps(json.loads(text), ensure_ascii=False).encode()
    assert "bc" in text or "%5Cxbc" in text


@pytest.mark.whole
@pytest.mark.parametrize("form", ["json", "xlsx", "html", "docx"])
def test_a_round_with_such_a_file_is_published_in_every_format(renamed: Path, kaoping: Command, form: str) -> None:
    for _ in range(2):
        status, _, err = kaoping("rank", "-q", "2021Q1", "-p", f"a.{form}")
        assert (status, err) == (0, "")
    if form == "json":
        assert NAME.replace("\\", "\\\\") in (renamed / "a.json").read_text("utf-8")


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_so_is_its_ledger(renamed: Path, kaoping: Command, form: str) -> None:
    assert kaoping("ledger", "--as-of", "2021Q1", "-p", f"a.{form}").status == 0


@pytest.mark.whole
@pytest.mark.parametrize("suffix", ["json", "xlsx", "html", "docx"])
def test_a_published_file_may_have_such_a_name(renamed: Path, console: Console, suffix: str) -> None:
    name = LATIN.replace("yaml", suffix)
    status, out, err = console("utf-8", "rank", "-q", "2021Q1", "-p", name)
    assert (status, err) == (0, b"")
    assert NAME.replace("yaml", suffix) in out.decode()
    assert (renamed / name).is_file()
    if suffix == "xlsx":
        assert console("utf-8", "verify", name).status == 0
        said = json.loads(console("utf-8", "verify", name, "-f", "json").out)
        json.dumps(said, ensure_ascii=False).encode()
    (renamed / name).write_bytes(b"mine")
    status, _, err = console("ascii", "rank", "-q", "2021Q1", "-p", name)
    assert status == 1
    assert b"\\xbc" in err


@pytest.mark.whole
@pytest.mark.parametrize("form", ["text", "json", "github", "gitlab", "sarif"])
def test_so_may_a_folder_and_a_file_that_is_named(renamed: Path, console: Console, form: str) -> None:
    (renamed / "data" / LATIN).mkdir()
    folder = os.fsdecode(b"\xff")
    (renamed / folder).mkdir()
    for arguments in (
        ("check",),
        ("check", "--workspace", str(renamed.parent / folder)),
        ("check", f"rubrics/{LATIN}"),
        ("check", str(renamed / "rubrics" / LATIN)),
        ("check", "--workspace", folder, LATIN),
    ):
        status, out, err = console("utf-8", *arguments, "-f", form)
        assert status in (0, 1, 2), err
        assert "程序自己出了错" not in err.decode()
        (out + err).decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("检查.yaml", "检查.yaml"),
        (os.fsdecode(b"a\xff\n"), "a\\xff\n"),
        ("\ud83d", "\\ud83d"),
        ("\U00020bb7", "\U00020bb7"),
        ("", ""),
    ],
)
def test_what_is_no_character_is_written_as_its_number(text: str, shown: str) -> None:
    assert legible(text) == shown
    legible(text).encode()


def test_the_handler_is_for_writing_only() -> None:
    streams.prepare()
    with pytest.raises(AssertionError):
        b"\xff".decode("utf-8", streams.SHOWN)
