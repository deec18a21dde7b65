"""How the tool knows its own workbooks."""

import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dangjian_kaoping.write.ownership import format_of, made_by_us

from .plant import report


def test_our_workbook_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(report())
    assert made_by_us(path)
    assert format_of(path) == "kaoping.report/1"


def test_our_workbook_is_ours_after_others_saved_it(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(report())
    load_workbook(path).save(path)
    assert made_by_us(path)


def test_a_workbook_of_others_is_not(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    assert not made_by_us(path)


def archive(path: Path, custom: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("docProps/custom.xml", custom)
    return path


PROPERTY = b'<property name="kaoping.format"><v>%s</v></property>'


@pytest.mark.parametrize(
    "custom",
    [
        b"",
        b"<Properties>",
        b"\xff\xfe\x00",
        b"<Properties/>",
        b'<Properties><property name="kaoping.format"/></Properties>',
        b"<Properties>" + PROPERTY % b"something else" + b"</Properties>",
        b"<Properties>" + PROPERTY % b"" + b"</Properties>",
        b'<!DOCTYPE x [<!ENTITY a "kaoping.report/1">]><Properties>' + PROPERTY % b"&a;" + b"</Properties>",
        b"<Properties>" + b" " * (1 << 21) + PROPERTY % b"kaoping.report/1" + b"</Properties>",
    ],
)
def test_a_property_that_is_not_ours_or_not_sound(tmp_path: Path, custom: bytes) -> None:
    assert not made_by_us(archive(tmp_path / "x.xlsx", custom))


def test_nothing_raises(tmp_path: Path) -> None:
    assert not made_by_us(tmp_path)
    assert not made_by_us(tmp_path / "missing.xlsx")
    assert not made_by_us(Path("a\x00b"))
    assert not made_by_us(Path("x" * 5000))
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert not made_by_us(empty)
    cut = tmp_path / "cut.xlsx"
    for length in range(0, len(report()), 997):
        cut.write_bytes(report()[:length])
        assert not made_by_us(cut)
    bent = bytearray(report())
    for index in range(0, len(bent), 89):
        bent[index] ^= 0xFF
    cut.write_bytes(bent)
    assert not made_by_us(cut)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert not made_by_us(pipe)
