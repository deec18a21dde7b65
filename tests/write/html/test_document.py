"""A page is one file: it asks for nothing, runs nothing but its own script, and text stays text."""

import re
import tomllib
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import ChoiceLoader, DictLoader, UndefinedError

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.write.html import document as module
from dangjian_kaoping.write.html.document import document

EDITION = Edition("测试厂", "0123456789abcdef" * 4, "0.1.0")
TRIAL = """\
{% extends "base.html" %}
{% block title %}{{ name }}{% endblock %}
{% block page %}<main id="main" title="{{ name }}">{{ name }}</main>{% endblock %}
"""


@pytest.fixture(autouse=True)
def _trial(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = module._environment()
    loader = ChoiceLoader([DictLoader({"trial.html": TRIAL}), *filter(None, [environment.loader])])
    monkeypatch.setattr(environment, "loader", loader)


def page(name: object = "甲", edition: Edition = EDITION) -> str:
    return document("trial.html", edition, form="kaoping.trial/1", name=name).decode()


class _Text(HTMLParser):
    """The text of the page's main part, its title attribute, and every tag."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hint: str | None = None
        self.read = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "main":
            self.hint = dict(attrs)["title"]

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "main":
            self.read += data.rstrip("\n")


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'\"&amp;&lt;",
    "{{ 7 * 7 }}{% raw %}",
    "</main></style></script><!--",
    "]]><![CDATA[",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text: str) -> None:
    parsed = _Text(page(text))
    assert (parsed.read, parsed.hint) == (text, text)
    assert parsed.tags == _Text(page()).tags


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\u202e", "\u2066", "\ud800", "\ufeff", "\x85"])
def test_what_html_cannot_hold_or_turns_a_line_around_becomes_visible(character: str) -> None:
    text = page(f"甲{character}乙")
    assert character not in text
    assert re.search("<main[^>]*>甲[□ ]乙</main>", text)


def test_what_is_not_known_is_not_printed() -> None:
    with pytest.raises(TypeError):
        page(None)
    with pytest.raises(UndefinedError):
        document("trial.html", EDITION, form="kaoping.trial/1")


def _policy(text: str) -> str:
    found = re.search('<meta http-equiv="Content-Security-Policy" content="([^"]*)">', text)
    assert found is not None
    return found.group(1).replace("&#39;", "'")


def test_the_policy_lets_its_own_style_in_and_nothing_else() -> None:
    text = page()
    (style,) = re.findall("<style>(.*)</style>", text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert _policy(text).split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "script-src 'none'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert not re.search(r"(?i)url\(\s*['\"]?(?!#)|@import|https?:", text.replace("http-equiv", ""))


def test_a_draft_bears_its_mark() -> None:
    assert 'class="watermark"' in page(edition=EDITION._replace(draft=True))
    assert 'class="watermark"' not in page()


def test_the_same_particulars_give_the_same_bytes() -> None:
    assert page() == page()


def _foreign() -> Iterator[bytes]:
    yield b""
    yield b'<!DOCTYPE html>\n<html lang="zh-CN">\n'
    yield "<html><body>别人的网页 kaoping</body></html>".encode()


def test_its_own_pages_are_known(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(page(), "utf-8", newline="\n")
    assert ours.page(path)
    for content in _foreign():
        path.write_bytes(content)
        assert not ours.page(path)


@pytest.mark.parametrize("name", ["base.css", "ranking.css", "ranking.js"])
def test_what_is_put_in_as_it_is_ends_no_element(name: str) -> None:
    assert "</" not in module._read(name)


def test_templates_go_with_the_package() -> None:
    root = Path(__file__).parents[3]
    package = root / "src/dangjian_kaoping"
    patterns = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]
    taken = {path for pattern in patterns["dangjian_kaoping"] for path in package.glob(pattern)}
    mine = {path for path in (package / "templates/page").iterdir() if path.is_file()}
    assert {path.suffix for path in mine} == {".html", ".css", ".js"}
    assert mine <= taken
