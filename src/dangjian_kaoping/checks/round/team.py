"""检查组: the team that went to a branch is one of the roster's."""

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.model.records import BranchInspection
from dangjian_kaoping.model.roster import Roster


def check_team(record: BranchInspection, roster: Roster | None, faults: Faults) -> None:
    """Note a team that the roster does not name."""
    if record.team is None or roster is None or roster.lacks("teams") or record.team in roster.teams:
        return
    known = f"有：{'、'.join(roster.teams)}" if roster.teams else "名册里还没有写检查组（teams）"
    hint = perhaps(record.team, roster.teams)
    faults.add(codes.KP356(team=record.team, known=known), record.place_of("team"), hint=hint)
