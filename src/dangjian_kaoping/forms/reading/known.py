"""What names in a form may mean: branches, items and clauses of this form."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import in_one_line
from dangjian_kaoping.diagnostics import codes, perhaps
from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.columns import NOT_APPLICABLE
from dangjian_kaoping.forms.entry import shown
from dangjian_kaoping.forms.grid import BLANK
from dangjian_kaoping.forms.labels import branch_label, clauses_by_label, full_label, items_by_label, meant_by
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.table import Line
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item


class Meant(NamedTuple):
    """Under which clause a row stands; without one, that its item does not apply."""

    item: Item
    asking: Asking | None


class Known:
    """The names of a form: its branches by their ids, and what it asks for. Of the items `beside` it may be said only
    that they do not apply.
    """

    def __init__(
        self,
        basis: Basis,
        branches: Sequence[str],
        asked: Sequence[Asking],
        notes: Notes,
        beside: Sequence[Item] = (),
    ) -> None:
        self._notes = notes
        self.branches: Mapping[str, Branch] = {each.id: each for each in basis.branches if each.id in branches}
        gone = [each for each in branches if each not in self.branches]
        self.gone: Mapping[str, str] = {
            row.name: each for each in gone for row in basis.roster.branches.get(each, ()) if row.name
        }
        """The names of branches that the form has and the quarter has no more, to their ids."""
        self._called = {**basis.branches_called, **{branch_label(each): each.id for each in basis.branches}}
        items = {**{each.id: each for each in beside}, **{each.item.id: each.item for each in asked}}
        self._items = items_by_label(items.values())
        self._asked = {(each.item.id, each.clause.id): each for each in asked}
        self._full = {full_label(each.item, each.clause): each for each in asked}

    def branch(self, line: Line, column: str = "branch") -> Branch | None:
        """The branch that a row names; else it is noted why there is none."""
        name = self._name(line, column)
        if name is None:
            return None
        branch_id = meant_by(name, self._called) or ""
        if branch_id in self.branches:
            return self.branches[branch_id]
        if meant_by(name, self.gone) is not None:
            self._unknown(line, column, name, "生成以后，这个支部这一季不再参加考评；请清空这一行。")
        elif branch_id:
            self._unknown(
                line, column, name, "这个支部不在这张表里（表是分开的，或这一季它不参加考评）；请记到它的表里。"
            )
        else:
            names = [branch_label(each) for each in self.branches.values()]
            self._unknown(line, column, name, perhaps(name, names) or None)
        return None

    def clause(self, line: Line) -> Meant | None:
        """What a row is about by its item and clause; else it is noted why there is nothing."""
        name, clause_name = self._name(line, "item"), self._name(line, "clause")
        if name is None:
            return None
        item = meant_by(name, self._items)
        if item is None:
            self._unknown(line, "item", name, perhaps(name, self._items) or None)
            return None
        if clause_name is None:
            return None
        if clause_name == NOT_APPLICABLE and item.not_applicable is not None:
            return Meant(item, None)
        by_label = clauses_by_label(item)
        clause = meant_by(clause_name, by_label)
        asking = None if clause is None else self._asked.get((item.id, clause.id))
        if asking is not None:
            return Meant(item, asking)
        if clause_name == NOT_APPLICABLE:
            mend = f"细则没有规定 {item.id} 可以不涉及。"
        else:
            offered = [each.clause.id for each in self._asked.values() if each.item.id == item.id]
            offered += [NOT_APPLICABLE] if item.not_applicable is not None else []
            mend = perhaps(clause_name, offered) or f"{item.id} 有：{'、'.join(offered)}。"
        self._unknown(line, "clause", clause_name, mend)
        return None

    def full_clause(self, line: Line) -> Asking | None:
        """What a row is about where item and clause stand in one cell."""
        name = self._name(line, "clause")
        if name is None:
            return None
        asking = meant_by(name, self._full)
        if asking is None:
            self._unknown(line, "clause", name, perhaps(name, self._full) or None)
        return asking

    def _name(self, line: Line, column: str) -> str | None:
        cell = line.cells.get(column, BLANK)
        if cell == BLANK:
            other = next(iter(line.cells))
            fault = codes.KP725(
                column=line.headings[column], other=line.headings[other], found=in_one_line(shown(line.cells[other]))
            )
            self._notes.at(line.ref(column), fault)
            return None
        if cell.formula is not None:
            self._notes.at(line.ref(column), codes.KP701(column=line.headings[column], formula=cell.formula))
            return None
        return in_one_line(shown(cell))

    def _unknown(self, line: Line, column: str, name: str, mend: str | None) -> None:
        self._notes.at(line.ref(column), codes.KP728(column=line.headings[column], name=name, mend=mend))
