"""How the tool knows its own workbooks."""

import os
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.write.ownership import format_of

from .workbooks import report


def test_our_workbook_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(report())
    assert ours.office(path)
    assert format_of(path) == "kaoping.report/2"


@pytest.mark.whole
def test_our_workbook_is_ours_after_others_saved_it(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(report())
    load_workbook(path).save(path)
    assert ours.office(path)


def test_a_workbook_of_others_is_not(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    Workbook().save(path)
    assert not ours.office(path)


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
    assert not ours.office(archive(tmp_path / "x.xlsx", custom))


def test_nothing_raises(tmp_path: Path) -> None:
    assert not ours.office(tmp_path)
    assert not ours.office(tmp_path / "missing.xlsx")
    assert not ours.office(Path("a\x00b"))
    assert not ours.office(Path("x" * 5000))
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    assert not ours.office(empty)
    cut = tmp_path / "cut.xlsx"
    for length in range(0, len(report()), 997):
        cut.write_bytes(report()[:length])
        assert not ours.office(cut)
    bent = bytearray(report())
    for index in range(0, len(bent), 89):
        bent[index] ^= 0xFF
    cut.write_bytes(bent)
    assert not ours.office(cut)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="这个系统没有命名管道")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    assert not ours.office(pipe)
