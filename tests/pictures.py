"""`make pictures`: what README shows, of the sample plant: the workbook, the page, the notice."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from office import converted
from sample import SAMPLE

FOLDER = SAMPLE / "docs/图"
PICTURES = ("工作簿", "网页", "通报")
MOST = 200_000
"""Bytes of a picture."""
_RANKING = "党支部量化考评综合排名"
"""What stands above the sheet that is shown."""
_WIDE, _HIGH = 1240, 1000
"""Pixels of the page."""


def main() -> None:
    """Write them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        book, page, notice = (Path(made) / name for name in ("book.xlsx", "page.html", "notice.docx"))
        _kaoping("rank", *(f"--publish={each}" for each in (book, page, notice)), "--date=2021-04-12")
        sheets = converted(book, "pdf")
        _drawn(sheets, _page_with(sheets, _RANKING), FOLDER / "工作簿.png")
        _drawn(converted(notice, "pdf"), 1, FOLDER / "通报.png")
        _seen(page, FOLDER / "网页.png")
    for name in PICTURES:
        size = (FOLDER / f"{name}.png").stat().st_size
        print(f"docs/图/{name}.png  {size // 1000} kB")
        assert size <= MOST, name


def _kaoping(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "dangjian_kaoping", *arguments], check=True, cwd=SAMPLE, capture_output=True)


def _page_with(pdf: Path, words: str) -> int:
    """The first page on which some words stand."""
    text = subprocess.run([_tool("pdftotext"), pdf, "-"], check=True, capture_output=True, text=True).stdout
    return next(number for number, page in enumerate(text.split("\f"), 1) if words in page)


def _drawn(pdf: Path, page: int, to: Path) -> None:
    number = str(page)
    subprocess.run(
        [_tool("pdftoppm"), "-png", "-r", "80", "-f", number, "-l", number, "-singlefile", pdf, to.with_suffix("")],
        check=True,
    )


def _seen(page: Path, to: Path) -> None:
    options = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={_WIDE},{_HIGH}")
    subprocess.run([_tool("chromium"), *options, f"--screenshot={to}", page.as_uri()], check=True, capture_output=True)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"没有 {name}")
    return found


if __name__ == "__main__":
    main()
