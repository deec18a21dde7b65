"""Whose a problem is: that of the branch at which it was found, until that one is merged into another."""

from datetime import date

from dangjian_kaoping.model.roster import Roster


def owner_of(found_at: str, done_on: date | None, roster: Roster, day: date) -> str:
    """Whose problem it is on a day (branches by id); one that was done with on a day before a merger stays."""
    owner = found_at
    for since, heir in roster.heirs(found_at, day):
        if done_on is not None and done_on < since:
            break
        owner = heir
    return owner


def is_owner(branch_id: str, found_at: str, day: date, roster: Roster) -> bool:
    """Whether a problem that was found at a branch is that of a branch on a day: its own, or one it was merged into."""
    heirs = roster.heirs(found_at, day) if found_at in roster.branches else ()
    return branch_id == found_at or any(heir == branch_id for _, heir in heirs)
