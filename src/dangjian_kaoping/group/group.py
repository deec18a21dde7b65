"""A group, asked: from group.yaml to what its units come to together."""

from pathlib import Path

from dangjian_kaoping.checks.group import check_units
from dangjian_kaoping.compare.drift import Drift, by_rubric, drifts
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.engine.group.rows import Asked, Workplace
from dangjian_kaoping.engine.group.together import GroupRound, digest_of_round
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.group.pool import Runner, pooled
from dangjian_kaoping.loading.group import GROUP, read_group
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter, parse_quarter
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.version import VERSION


class Group:
    """The units that a group.yaml lists. Every method raises SessionError where it has no answer; a unit whose own
    files have errors keeps no other from being asked.
    """

    def __init__(self, where: Path) -> None:
        """A group.yaml, or that of a folder. Raises SessionError (KP901 and what is wrong with the list)."""
        file = where / GROUP if where.is_dir() else where
        if not file.is_file():
            raise SessionError([Diagnostic(codes.KP901(folder=as_told(str(file.parent))), Place(file.name, 0))])
        self._read = read_group(file.absolute())
        if self._read.group is None or any(each.severity == "error" for each in self._read.faults):
            raise SessionError(self._read.faults, self._read.texts)

    @property
    def root(self) -> Path:
        """The folder of the list."""
        return self._read.root

    @property
    def name(self) -> str:
        """What the group is called."""
        assert self._read.group is not None
        return self._read.group.name

    @property
    def texts(self) -> dict[str, str]:
        """The list as it was read, by its name."""
        return self._read.texts

    @property
    def places(self) -> tuple[Workplace, ...]:
        """The units' workspaces, in the order of the list."""
        assert self._read.group is not None
        units, several = self._read.group.units, self._read.folders
        return tuple(
            Workplace(
                each.id,
                units[each.unit].name
                if each.id == each.unit
                else f"{units[each.unit].name}（{each.id.split('/')[-1]}）",
                units[each.unit].region or "",
                each.told,
                str(each.folder),
            )
            for each in several
        )

    def newest(self) -> Quarter | None:
        """The newest quarter of which any unit has an inspection; None where none has."""
        known = (Loader(Path(each.folder)).newest_inspected() for each in self.places)
        return max((each for each in known if each is not None), default=None)

    def round(self, asked: Asked, run: Runner = pooled) -> GroupRound:
        """What the units come to in a round, wherever they are asked."""
        return run(self.name, self.places, asked)

    def own_rubric(self) -> Rubric | None:
        """The group's own version; None where it has none. Raises SessionError (KP910) where it cannot be read."""
        group = self._read.group
        assert group is not None
        if group.rubric is None:
            return None
        loader = Loader(self.root)
        found = next(loader.rubrics_in([group.rubric]), None)
        if found is None:
            told = next(iter(loader.faults), None)
            first = "不是细则" if told is None else f"{told.place} {told.message}"
            raise SessionError([Diagnostic(codes.KP910(told=first), group.place_of("rubric"))], self.texts)
        return found

    def drift(self, round: GroupRound) -> tuple[Drift, ...]:
        """By which versions the units score, and how these differ from the group's own. Raises SessionError."""
        quarter, own = parse_quarter(round.asked.quarter), self.own_rubric()
        assert quarter is not None
        folders = {each.unit: Path(each.folder) for each in self.places}
        known = by_rubric(round.units)
        rubrics = {
            digest: Session(folders[units[0].unit]).in_force(quarter).rubrics[quarter]
            for digest, units in known.items()
        }
        return tuple(drifts(known, rubrics, own, said))

    def edition(self, round: GroupRound) -> Edition:
        """What a publication says of itself: a draft where what is not sealed counts too. Its digest is that of the
        units' answers, which follow from what they recorded.
        """
        unsealed = any(each.seal != "as_sealed" for each in round.counted)
        return Edition(unit=round.name, digest=digest_of_round(round), tool_version=VERSION, draft=unsealed)

    def check(self, round: GroupRound) -> Faults:
        """What is wrong with the list and with the units, each told where the list names it."""
        assert self._read.group is not None
        faults = Faults()
        faults.extend(self._read.faults)
        faults.extend(check_units(self._read.group, round.units, round.asked))
        return faults
