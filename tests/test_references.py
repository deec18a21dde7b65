"""Nothing refers to a document or a module that is not in the project, nor to a heading that its document lacks."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BASES = (ROOT, ROOT / "src" / "dangjian_kaoping", ROOT / "tests")
"""What names are relative to, beside the folder that the name is written in."""
MODULES = sorted(path for folder in ("src", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py"))
DOCUMENTS = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
OTHERS = [ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run", ".pre-commit-hooks.yaml")]

NAME = re.compile(r"(?<![\w*./-])(?:[\w.-]+/)*\w[\w-]*\.(?:md|py)\b(?![*/])")
HEADING = re.compile(r"(?P<file>docs/\w+\.md), (?P<title>[^):]+?)(?:, step \d)?[):]")
OUTSIDE = re.compile(r"\bsections? \d", re.IGNORECASE)
LINK = re.compile(r"\]\((?!https?:)(?P<file>[^)#]*)(?:#(?P<anchor>[^)]+))?\)")
NUMBERED = re.compile(r"(?:\]\((?P<file>[^)#]+)\))?第(?P<number>[一二三四五六七八九十]+)节")


def remarks(path: Path) -> str:
    """What a module says in words: its comments and docstrings; on one line each, so that names are whole."""
    text = path.read_text("utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [each.string for each in tokens if each.type == tokenize.COMMENT]
    constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    strings = [each.value for each in constants if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return "\n".join(" ".join(each.split()) for each in (*comments, *strings))


@cache
def headings(document: Path) -> tuple[str, ...]:
    """The headings of a document, those in its examples aside."""
    text = re.sub(r"^```.*?^```$", "", document.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    return tuple(re.findall(r"^#+ (.*)$", text, re.MULTILINE))


def anchor(heading: str) -> str:
    """As GitHub, GitLab and Gitee make it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def dangling(text: str, home: Path) -> Iterator[str]:
    """The names in a text of files that are nowhere, and of headings that their document has not."""
    for name in NAME.findall(text):
        if not any((base / name).is_file() for base in (*BASES, home)):
            yield name
    for found in HEADING.finditer(text):
        titles = [re.sub(r"^[一二三四五六七八九十]+、|（.*）$", "", each) for each in headings(ROOT / found["file"])]
        if found["title"] not in titles:
            yield found[0]
    yield from OUTSIDE.findall(text)


def dangling_in_document(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    for found in LINK.finditer(text):
        target = path.parent / found["file"] if found["file"] else path
        if not target.exists() or (found["anchor"] and found["anchor"] not in map(anchor, headings(target))):
            yield found[0]
    for found in NUMBERED.finditer(text):
        target = path.parent / found["file"] if found["file"] else path
        if not any(each.startswith(f"{found['number']}、") for each in headings(target)):
            yield found[0]


@pytest.mark.whole
def test_what_the_sources_refer_to_is_there() -> None:
    # to tell words from code takes its time: only where the whole text has something
    found = {path for path in (*MODULES, *OTHERS) if any(dangling(path.read_text("utf-8"), path.parent))}
    said = {path: remarks(path) if path.suffix == ".py" else path.read_text("utf-8") for path in found}
    assert [(str(path), name) for path, text in said.items() for name in dangling(text, path.parent)] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_the_documents_refer_to_is_there(path: Path) -> None:
    assert list(dangling_in_document(path)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(docs/设计.md, 封存), `engine/step.py`", []),
        ("(docs/细则语言.md, 计分的先后, step 3)", []),
        ("as DESIGN.md says", ["DESIGN.md"]),
        ("(clauses/patterns.md)", ["clauses/patterns.md"]),
        ("(docs/设计.md, 没有的一节)", ["docs/设计.md, 没有的一节)"]),
        ("see section 5", ["section 5"]),
    ],
)
def test_what_dangles_is_found(text: str, found: list[str]) -> None:
    assert list(dangling(text, ROOT)) == found


def test_a_link_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("## 一、有\n[a](没有.md) [b](#没有) [c](page.md#一有)第二节，[d](page.md)第一节\n", "utf-8")
    assert list(dangling_in_document(page)) == ["](没有.md)", "](#没有)", "第二节"]
