"""LibreOffice, where there is one: files as it saves them."""

import shutil
import subprocess
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
