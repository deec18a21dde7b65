"""A page as one file: a template filled in, its style and script inside, and a policy that forbids all else.

The one place that knows Jinja2. Nothing here takes the clock or looks at the machine: the same particulars give
the same bytes.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from types import MappingProxyType

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import Period
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.names import PROVISIONAL, draft_mark
from dangjian_kaoping.write.layout import clean
from dangjian_kaoping.write.ownership import DIGEST, PERIOD

_NONE = "'none'"
_PACKAGE, _FOLDER = "dangjian_kaoping", "templates/page"


def document(
    template: str,
    edition: Edition,
    *,
    form: str,
    styles: Sequence[str] = (),
    colours: str = "",
    script: str | None = None,
    about: Period | None = None,
    said: Mapping[str, str] = MappingProxyType({}),
    beside: str = "",
    **particulars: object,
) -> bytes:
    """The page that a template makes of its particulars.

    `form` is the format and its version, such as `kaoping.page/1`; `styles` are sheets beside `base.css`, which
    every page has, and `colours` rules that stand in none of them. A page `about` a round says so, and from what it
    follows, where only programs look; what else is `said` there is given by name. `beside` is the digest of a script
    in a file of its own, which alone may be loaded (`_policy`). A template that names what it was not given raises, and
    so does one that prints a None.
    """
    style = "".join(_read(name) for name in ("base.css", *styles)) + colours
    mark = draft_mark(edition)
    if mark:
        # a style sheet takes no particulars
        style = style.replace(f'content: "{PROVISIONAL}', f'content: "{mark}')
    running = "" if script is None else _read(script)
    text = (
        _environment()
        .get_template(template)
        .render(
            edition=edition,
            mark=mark,
            form=form,
            said=({} if about is None else {PERIOD: str(about), DIGEST: edition.digest}) | dict(said),
            policy=_policy(style, running, beside),
            beside=beside,
            style=Markup(style),  # noqa: S704 - our own sheets and scripts, which end no element (`_read`)
            script=Markup(running),  # noqa: S704
            **({"site": None} | particulars),
        )
    )
    return text.encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_written,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["published"] = published
    return environment


def _written(value: object) -> object:
    """What a template prints: characters that HTML cannot hold, or that turn a line around, become visible."""
    if value is None:
        raise TypeError("a template prints a None")
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@cache
def _read(name: str) -> str:
    text = files(_PACKAGE).joinpath(_FOLDER, name).read_text(encoding="utf-8")
    # inside <style> and <script> nothing is escaped
    if "</" in text:
        raise ValueError(f"{name} would end the element that it stands in")
    return text


def _policy(style: str, script: str, beside: str) -> str:
    """内容安全策略: this style and this script, and no request to anywhere; but for the file `beside` the page.

    A browser compares no digest of a file that it opens from a disk, so that the script element of that file bears its
    digest as a nonce: whoever writes a record cannot know the digest of what will hold his words.
    """
    scripts = [_digest(script)] if script else []
    scripts += [f"'nonce-{beside}'"] if beside else []
    rules = [
        "default-src 'none'",
        f"style-src {_digest(style)}",
        f"script-src {' '.join(scripts) or _NONE}",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
