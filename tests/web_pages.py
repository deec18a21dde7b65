"""Whether a web page is as the HTML standard has it: nothing for a parser to mend, and conforming as a document.

Two programs look at it that have nothing to do with the writer: both tell parse errors, neither all of them, and one
what may not be though it can be parsed. Which element may stand in which neither says; that is here, for what our
pages are made of.
"""

import re

from justhtml import JustHTML
from turbohtml import Document, Element, parse
from turbohtml.conformance import check

_NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "headers", "for", "href")
"""Attributes that name elements by their ids; `href` does where it begins with #."""
_PHRASING = {
    *("a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "dfn", "em", "i", "img", "input", "kbd"),
    *("label", "mark", "meter", "output", "progress", "q", "s", "samp", "select", "small", "span", "strong", "sub"),
    *("sup", "svg", "time", "u", "var", "wbr"),
}
"""4.3.2.5: what may stand within a line; all else of a body may not stand in the elements of `_LINES`."""
_LINES = (_PHRASING - {"a", "select", "svg"}) | {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "legend", "summary"}
_ONLY = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "tr": {"td", "th"},
    "colgroup": {"col"},
    "select": {"option", "optgroup"},
    "html": {"head", "body"},
    "head": {"meta", "title", "style", "script", "link", "base"},
}
"""What alone may stand in an element."""
_PARENTS = {"li": {"ul", "ol"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "caption": {"table"}, "legend": {"fieldset"}}
_ACTIVE = {"a", "button", "select", "label"}
"""What is worked with, and may not stand in another such; an input may stand in its label."""


def faults_in_page(content: bytes) -> list[str]:
    """What is wrong with a page: what a parser has to guess, what the standard forbids, ids that lead nowhere."""
    text = content.decode()
    faults = [f"U+{ord(each):04X} may not stand in a page" for each in _forbidden(text)]
    faults += [f"{each.line}: {each.code}" for each in JustHTML(text, collect_errors=True, sanitize=False).errors]
    page = parse(text)
    faults += [f"{each.line}: {each.code}" for each in page.errors]
    faults += [f"{each.line}: {each.code}: {each.message}" for each in check(page).errors]
    return faults + _misplaced(page) + _leading_nowhere(page)


def _forbidden(text: str) -> list[str]:
    """13.2.3.5: what is an error of the input, before there is any markup."""
    return sorted(set(re.findall("[\0-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]", text)))


def _misplaced(page: Document) -> list[str]:
    faults = []
    for each in page.select("*"):
        parent = each.parent
        if not isinstance(parent, Element):
            continue
        name, within = each.tag, parent.tag
        wrong = (
            (within in _LINES and name not in _PHRASING)
            or name not in _ONLY.get(within, {name})
            or within not in _PARENTS.get(name, {within})
        )
        if wrong:
            faults.append(f"{name} in {within}")
        around = {above.tag for above in each.ancestors if isinstance(above, Element)} if name in _ACTIVE else set()
        faults += [f"{name} in {above}" for above in sorted(around & _ACTIVE) if (name, above) != ("select", "label")]
    return faults


def _leading_nowhere(page: Document) -> list[str]:
    known = {str(each.attrs["id"]) for each in page.select("[id]")}
    faults = []
    for name in _NAMING:
        for each in page.select(f"[{name}]"):
            value = str(each.attrs[name])
            if name == "href":
                named = [value[1:]] if value.startswith("#") and len(value) > 1 else []
            else:
                named = value.split()
            faults += [f"{name} names {one!r}, which no element is" for one in named if one not in known]
    return faults
