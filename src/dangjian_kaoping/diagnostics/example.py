"""Examples of a code: excerpts of files, the first at fault, the second not."""

from typing import NamedTuple


class Example(NamedTuple):
    """A wrong and a right way of writing. Lines that begin with `#` name the file."""

    bad: str
    good: str
