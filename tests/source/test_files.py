"""Bytes to text: the encodings that offices save in."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.source.files import read_text

TEXT = "kind: workspace\nunit: 示例热电厂\n"


def _read(path: Path, content: bytes) -> str | Diagnostic:
    path.write_bytes(content)
    faults = Faults()
    read = read_text(path, "kaoping.yaml", faults)
    if read is not None:
        assert len(faults) == 0
        return read
    (fault,) = faults
    return fault


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with a bom", "windows", "old mac"],
)
def test_the_text_does_not_depend_on_how_it_was_saved(content: bytes, tmp_path: Path) -> None:
    assert _read(tmp_path / "a.yaml", content) == _read(tmp_path / "b.yaml", TEXT.encode())


@pytest.mark.parametrize(
    ("content", "line", "guess"),
    [
        (TEXT.encode("gbk"), 2, "GBK"),
        (TEXT.encode("gb18030"), 2, "GBK"),
        ("unit: 甲\nnote: 𠮷\n".encode("gb18030"), 1, "GBK"),
        (TEXT.encode("utf-16"), 1, "UTF-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), 1, "UTF-16"),
        (b"a: 1\nb: \xff\xff\xff\n", 2, "损坏"),
    ],
)
def test_another_encoding_is_named_and_how_to_save_it_right(
    content: bytes, line: int, guess: str, tmp_path: Path
) -> None:
    fault = _read(tmp_path / "a.yaml", content)
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.place.file, fault.place.line) == ("KP102", "kaoping.yaml", line)
    assert guess in fault.message
    assert "UTF-8" in fault.mend


def test_a_cut_character_is_not_guessed_away(tmp_path: Path) -> None:
    # the half of a character at the end of a file that was copied badly
    fault = _read(tmp_path / "a.yaml", TEXT.encode()[:-2])
    assert isinstance(fault, Diagnostic)
    assert (fault.code, fault.place.line) == ("KP102", 2)


def test_what_cannot_be_read_is_a_fault_and_no_exception(tmp_path: Path) -> None:
    faults = Faults()
    assert read_text(tmp_path / "gone.yaml", "gone.yaml", faults) is None
    assert read_text(tmp_path, "folder", faults) is None
    assert [(fault.code, fault.place.file) for fault in faults] == [("KP101", "folder"), ("KP101", "gone.yaml")]


def test_why_it_cannot_be_read_is_said_in_chinese(tmp_path: Path) -> None:
    faults = Faults()
    read_text(tmp_path / "gone.yaml", "gone.yaml", faults)
    (fault,) = faults
    assert not any(character.isascii() and character.isalpha() for character in fault.message)
