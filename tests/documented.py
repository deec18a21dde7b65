"""The documentation of a kind of fact is the docstring of its module; a row of docs/细则语言.md says the same."""

import re
from types import ModuleType

_PARTS = ("写法", "意思", "默认", "例")


def row_of(docstring: str) -> dict[str, str]:
    """The cells of its row, by heading; lines of a docstring are broken where they must."""
    title = docstring.partition(":")[0]
    found = re.split(rf"^({'|'.join(_PARTS)})：", docstring, flags=re.MULTILINE)
    return {"积木": title, **dict(zip(found[1::2], map(closed, found[2::2]), strict=True))}


def closed(text: str) -> str:
    """A text without its blanks, which a line that is broken may have lost."""
    return "".join(text.split())


def docstring_of(module: ModuleType) -> str:
    """The docstring of a module, which has one."""
    assert module.__doc__ is not None
    return module.__doc__
