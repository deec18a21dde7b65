"""What grows with the branches grows with them, and not with their square."""

from unittest.mock import patch

from dangjian_kaoping.model import roster as names
from dangjian_kaoping.model.roster import BranchRow, DepartmentRow, Roster
from dangjian_kaoping.periods import Quarter


def test_who_is_called_what_is_reckoned_once_a_quarter() -> None:
    row = BranchRow.model_validate({"from": "2018-01-01", "name": "机关党支部", "class": "机关"})
    department = DepartmentRow.model_validate({"from": "2018-01-01", "name": "党群工作部"})
    roster = Roster(
        kind="roster", version="1", classes=("机关",), departments={"DQ": (department,)}, branches={"ZB": (row,)}
    )
    with patch.object(names, "_called", wraps=names._called) as called:
        for _ in range(10):
            assert roster.in_force(Quarter(2021, 1)) == {"ZB": "ZB", "机关党支部": "ZB"}
            assert roster.departments_in_force(Quarter(2021, 1)) == {"DQ": "DQ", "党群工作部": "DQ"}
        assert called.call_count == 2
        assert roster.in_force(Quarter(2017, 4)) == {}
