"""The content of what a round follows from, part by part, as in force in its quarter (docs/设计.md, 封存).

Follow-ups outside the inspections lie outside: they come later and cost nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.canonical import Content, canonical, canonical_without, digest_of
from dangjian_kaoping.model.records import Facts, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

if TYPE_CHECKING:
    from dangjian_kaoping.model.reward import Penalty, Reward, RewardPolicy

SHORT = 12
"""Digits of a part's digest: enough to tell what was changed; whether anything was, the whole digest tells."""


class Part(NamedTuple):
    """A part of an input that can change by itself, and what it stands in: under a key, or the whole of it."""

    content: Content
    within: Placed
    key: str | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.within.place_of(*([] if self.key is None else [self.key]))

    @property
    def digest(self) -> str:
        """A short digest."""
        return digest_of(self.content)[:SHORT]


class Parts(dict[str, Part]):
    """An input, part by part."""

    @cached_property
    def digest(self) -> str:
        """The digest of the whole; several rounds follow from one rubric, and each asks for it."""
        return digest_of({name: part.content for name, part in self.items()})


class Inputs(NamedTuple):
    """What a round follows from; `earlier` is the digest of all rounds held before it, which it may look back at."""

    rubric: Parts
    roster: Parts
    records: Parts
    adjustments: Parts
    policy: Parts
    earlier: str | None

    @property
    def digest(self) -> str:
        """One digest of all that the ranking follows from; the policy turns it into money afterwards.

        The same as long as that means the same: a file that is saved anew, a version or a row of the roster for
        later, a later follow-up change nothing.
        """
        known = (self.rubric, self.roster, self.records, *([self.adjustments] if self.adjustments else []))
        return digest_of([*(parts.digest for parts in known), self.earlier or ""])


def inputs_of(workspace: Workspace) -> dict[Quarter, Inputs]:
    """What each of a workspace's rounds follows from, in order: those that were held (or sealed) under a rubric."""
    assert workspace.roster is not None
    rubrics: dict[int, Parts] = {}
    found: dict[Quarter, Inputs] = {}
    earlier: str | None = None
    for quarter, this in sorted(workspace.rounds.items()):
        rubric = workspace.rubric_in_force(quarter)
        if rubric is None or not (this.inspections or this.seals):
            continue
        if id(rubric) not in rubrics:
            rubrics[id(rubric)] = rubric_parts(rubric)
        found[quarter] = Inputs(
            rubrics[id(rubric)],
            roster_parts(workspace.roster, quarter),
            record_parts(workspace.roster, this),
            adjustment_parts(this),
            policy_parts(workspace.policy_in_force(quarter)),
            earlier,
        )
        earlier = found[quarter].digest
    return found


def rubric_parts(rubric: Rubric) -> Parts:
    """The items, the areas, the measure, and what the rubric says of itself."""
    known: Parts = rubric.reckoned.get("parts") or _rubric_parts(rubric)
    rubric.reckoned["parts"] = known
    return known


def _rubric_parts(rubric: Rubric) -> Parts:
    parts = Parts()
    for area in rubric.areas:
        own: list[Content] = [area.id, area.name, canonical(area.points), [each.id for each in area.items]]
        if area.times is not None:
            own.append(canonical(area.times))
        parts[f"area/{area.id}"] = Part(own, area)
        parts |= {f"item/{item.id}": Part(canonical(item), item) for item in area.items}
    parts["measure"] = Part(canonical(rubric.measure), rubric, "measure")
    head = canonical_without(rubric, "areas", "measure") | {"areas": [area.id for area in rubric.areas]}
    parts["head"] = Part(head, rubric)
    return parts


def roster_parts(roster: Roster, quarter: Quarter) -> Parts:
    """What each branch and department is in a quarter: on its first day, and what changes in it."""
    parts = Parts()
    for branch_id, rows in roster.branches.items():
        states = [(day, roster.branch_at(branch_id, day)) for day in _days(rows, quarter)]
        content = _changes((day, None if state is None else canonical(state)) for day, state in states)
        merged = roster.merged(branch_id, quarter.last_day)
        if merged is not None and merged[0] >= quarter.first_day:
            content.append([str(merged[0]), {"into": merged[1]}])
        if content:
            parts[f"branch/{branch_id}"] = Part(content, _row(rows, quarter))
    for department_id, named in roster.departments.items():
        content = _changes((day, _name_on(named, day)) for day in _days(named, quarter))
        if content:
            parts[f"department/{department_id}"] = Part(content, _row(named, quarter))
    return parts


def _days(rows: Iterable[BranchRow | DepartmentRow], quarter: Quarter) -> list[date]:
    begun = {row.since for row in rows if quarter.first_day < row.since <= quarter.last_day}
    return [quarter.first_day, *sorted(begun)]


def _row(rows: tuple[BranchRow, ...] | tuple[DepartmentRow, ...], quarter: Quarter) -> BranchRow | DepartmentRow:
    """The last row that counts in a quarter."""
    return max((row for row in rows if row.since <= quarter.last_day), key=lambda row: row.since)


def _name_on(rows: Iterable[DepartmentRow], day: date) -> Content | None:
    name, ended = None, True
    for row in sorted(rows, key=lambda row: row.since):
        if row.since <= day:
            name, ended = row.name or name, row.ends
    return None if ended or name is None else name


def _changes(states: Iterable[tuple[date, Content | None]]) -> list[Content]:
    """The state on the first day, and with its day each that differs from the one before; nothing if there is none."""
    found: list[Content] = []
    before: Content | None = None
    for index, (day, state) in enumerate(states):
        if state != before:
            found.append([str(day) if index else "", state or ""])
        before = state
    return found


def record_parts(roster: Roster, this: Round) -> Parts:
    """A department's inspection of a branch, a branch's month, and what the documents say beside; who was absent.

    Which file holds what has no meaning, nor whether a branch is called by its name or its id.
    """
    branches = roster.in_force(this.quarter)
    departments = roster.departments_in_force(this.quarter)
    documents: list[tuple[str, Inspection | SelfAssessment | Facts, str]] = [
        (f"inspection/{departments.get(each.department, each.department)}", each, "department")
        for each in this.inspections
    ]
    documents += [(f"self/{each.period}", each, each.key) for each in this.self_assessments]
    documents += [
        (f"facts/{departments.get(each.department, each.department)}", each, "department") for each in this.lists
    ]
    found: dict[str, list[Part]] = {}
    for owner, document, own in documents:
        head = Part(canonical_without(document, "branches", own), document)
        if head.content not in [each.content for each in found.setdefault(owner, [])]:
            found[owner].append(head)
        for name, record in document.branches.items():
            found.setdefault(f"{owner}/{branches.get(name, name)}", []).append(Part(canonical(record), record))
    absent = {
        f"absent/{departments.get(name, name)}": Part(reason, this.settings, "absent")
        for name, reason in this.absent.items()
        if this.settings is not None
    }
    return Parts({name: _joined(parts) for name, parts in found.items()} | absent)


def _joined(parts: list[Part]) -> Part:
    """Several of one name as one, whatever the order of the files."""
    if len(parts) == 1:
        return parts[0]
    return Part(sorted((part.content for part in parts), key=digest_of), parts[0].within)


def adjustment_parts(this: Round) -> Parts:
    """What a review decided, by the finding or the item that it concerns."""
    found: dict[str, list[Part]] = {}
    for each in (each for document in this.adjustments for each in document.adjustments):
        found.setdefault(adjustment_part(each), []).append(Part(canonical(each), each))
    return Parts({name: _joined(parts) for name, parts in found.items()})


def adjustment_part(adjustment: Adjustment) -> str:
    """Of which part a decision is: that of the finding or the item which it concerns."""
    finding = adjustment.finding
    concerns = [finding] if finding is not None else [adjustment.branch, adjustment.item, adjustment.clause]
    return "/".join(("adjustment", *(each for each in concerns if each is not None)))


def procedure_parts(this: Round) -> Parts:
    """How a result came to be final, apart from what it follows from: its approval, the windows in which it was public,
    the objections and their decisions, each by its id, and what went out.

    What comes later is another part; a window has also its last day by itself, for it may be lengthened, and the place.
    """
    parts = Parts()
    settings = this.settings
    if settings is not None and settings.approved is not None:
        parts["approved"] = Part(canonical(settings.approved), settings.approved)
    if settings is not None and settings.publication is not None:
        parts |= _window_parts("publication", settings.publication)
    for number, correction in enumerate(() if settings is None else settings.corrections, 1):
        said = canonical_without(correction, "publication")
        parts[f"correction/{number}"] = Part(said, correction)
        if correction.publication is not None:
            parts |= _window_parts(f"correction/{number}/publication", correction.publication)
    for each in () if this.objections is None else this.objections.objections:
        parts[f"objection/{each.id}"] = Part(canonical_without(each, "decision"), each)
        if each.decision is not None:
            parts[f"objection/{each.id}/decision"] = Part(canonical(each.decision), each.decision)
    for entry in () if this.publications is None else this.publications.publications:
        parts[f"publication/{entry.id}"] = Part(entry.digest, entry, "digest")
    return parts


def _window_parts(name: str, window: Window) -> Parts:
    parts = {name: Part(window.since.isoformat(), window), f"{name}/to": Part(window.until.isoformat(), window, "to")}
    if window.where is not None:
        parts[f"{name}/where"] = Part(window.where, window, "where")
    return Parts(parts)


def policy_parts(policy: "RewardPolicy | None") -> Parts:
    """The rewards and penalties of a policy, each by its name, and its other rules key by key."""
    if policy is None:
        return Parts()
    parts = Parts()
    for key, content in canonical_without(policy).items():
        if key in ("rewards", "penalties"):
            named: Mapping[str, Reward | Penalty] = getattr(policy, key)
            parts |= {f"{key}/{name}": Part(canonical(each), each) for name, each in named.items()}
        else:
            parts[f"policy/{key}"] = Part(content, policy, key)
    return parts


def content_digest(workspace: Workspace) -> str:
    """One digest of all that was loaded, follow-ups included; how and in which files it is written has no meaning."""
    rounds = {
        str(quarter): [
            {name: part.content for name, part in record_parts(workspace.roster, this).items()},
            {name: part.content for name, part in adjustment_parts(this).items()},
            sorted((canonical(visit) for document in this.visits for visit in document.followups), key=digest_of),
        ]
        for quarter, this in workspace.rounds.items()
        if workspace.roster is not None
    }
    rubrics = sorted((canonical(rubric) for rubric in workspace.rubrics), key=digest_of)
    policies = sorted((canonical(policy) for policy in workspace.policies), key=digest_of)
    return digest_of([canonical(workspace.roster), rubrics, policies, rounds])
