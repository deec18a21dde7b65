"""What is printed of the codes, and what mypy knows of them, is made from the catalogue and the examples.

`UPDATE_GOLDEN=1 pytest` writes it anew.
"""

import json
import os
from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import catalogue
from dangjian_kaoping.write.markdown.codes import codes_markdown

from .examples import BY_FOLDER
from .excerpts import WIDE_SPACE, excerpts
from .stub import STUB, TOP, stub

PACKAGED = TOP / "src/dangjian_kaoping/templates/codes/examples.json"
PAGE = TOP / "docs/检查代码.md"
EXAMPLES = {code: excerpts(code) for code in BY_FOLDER}


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
