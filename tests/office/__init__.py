"""LibreOffice, where there is one: files as it saves them."""

import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


PDFINFO = shutil.which("pdfinfo")


def converted(source: Path, to: str) -> Path:
    """A file as LibreOffice saves it, in another folder beside it; with a profile of its own."""
    return converted_all([source], to) / f"{source.stem}.{to}"


def converted_all(sources: list[Path], to: str) -> Path:
    """The folder with files as LibreOffice saves them, all at once."""
    assert OFFICE is not None
    target = sources[0].parent / to
    profile = (sources[0].parent / "profile").as_uri()
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", to, "--outdir", target, *sources],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return target


def letters_of_pages(pdf: Path) -> list[float]:
    """The smallest letters (磅) of each page of a PDF that LibreOffice wrote of a workbook; 0 where there are none."""
    pages = (each for each in _streams(pdf.read_bytes()) if each.startswith(b"0.1 w"))
    return [min((float(size) for size in re.findall(rb"/F\d+ ([\d.]+) Tf", page)), default=0.0) for page in pages]


def _streams(content: bytes) -> Iterator[bytes]:
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            yield zlib.decompressobj().decompress(found[1])
        except zlib.error:  # a picture or a font
            continue
