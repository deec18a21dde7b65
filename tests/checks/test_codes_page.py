"""What is printed of the codes, and what mypy knows of them, is made from the catalogue and the examples.

`UPDATE_GOLDEN=1 pytest` writes it anew.
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import FaultKind, catalogue
from dangjian_kaoping.write.markdown.codes import codes_markdown

from .excerpts import WIDE_SPACE, excerpts
from .test_examples import BY_FOLDER

TOP = Path(__file__).parents[2]
PACKAGED = TOP / "src/dangjian_kaoping/templates/codes/examples.json"
PAGE = TOP / "docs/检查代码.md"
STUB = TOP / "src/dangjian_kaoping/diagnostics/codes.pyi"
EXAMPLES = {code: excerpts(code) for code in BY_FOLDER}


def stub(kinds: Iterable[FaultKind]) -> str:
    """What mypy knows of the codes: a line for each."""
    head = "# 由 tests/checks/test_codes_page.py 照 pages/ 里的各页写出，不要手改。\n"
    return "".join([head, "from dangjian_kaoping.diagnostics.diagnostic import Fault\n\n", *map(_call, kinds)])


def _call(kind: FaultKind) -> str:
    said = [f"{name}: object" if must else f"{name}: object = ..." for name, must in kind.particulars().items()]
    return f"def {kind.code}({', '.join(['*', *said]) if said else ''}) -> Fault: ...\n"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        (
            PACKAGED,
            json.dumps({code: each._asdict() for code, each in EXAMPLES.items()}, ensure_ascii=False, indent=1) + "\n",
        ),
        (PAGE, codes_markdown(catalogue().values(), EXAMPLES)),
        (STUB, stub(catalogue().values())),
    ],
    ids=["examples.json", "检查代码.md", "codes.pyi"],
)
def test_what_is_made_from_the_examples_is_up_to_date(file: Path, text: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} 变了；确认无误后用 UPDATE_GOLDEN=1 重写"


@pytest.mark.parametrize("code", BY_FOLDER)
def test_the_two_excerpts_differ_and_can_be_read(code: str) -> None:
    bad, good = EXAMPLES[code]
    assert bad != good
    assert (bad + good).replace("\n", "").replace(WIDE_SPACE, "").isprintable()
