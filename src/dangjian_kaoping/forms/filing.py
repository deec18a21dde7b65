"""What a form that came back records: documents by the keys of the records, each value with the cell it was read in."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.grid import Leaf, Tree


class Filed(NamedTuple):
    """One document of records: an inspection, a self-assessment, visits, or the facts of a list.

    `tree` has its keys in the order in which they are written (`kind`, `quarter` or `month`, …), but `version`, which
    is the records', and `form`, which is made where it is written. `rows` are the hidden keys of the form's rows by
    branch, as the tree calls it, and the position of the finding there, from 0: by them numbers (编号) are kept.
    """

    tree: Mapping[str, Tree]
    rows: Mapping[tuple[str, int], str] = {}

    def said(self, key: str) -> str:
        """The text of one of its own plain keys; empty where it has none."""
        found = self.tree.get(key)
        return found.text if isinstance(found, Leaf) else ""


class Filing(NamedTuple):
    """A form as it was read: what it records, and what is wrong with it or to be remarked, at its cells.

    It is taken whole or not: with an error among its faults nothing of it is. `code` is None of a list, and of what is
    no form. `name` is a list's.
    """

    file: str
    code: Code | None
    documents: tuple[Filed, ...]
    faults: Faults
    name: str = ""
