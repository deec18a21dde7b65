"""What a report says about itself beside the result: whose it is, from which input, by which version."""

from collections.abc import Mapping
from typing import NamedTuple


class Edition(NamedTuple):
    """报告的出处. `departments` are the roster's, id to name in the quarter, in the roster's order.

    `digest` is the SHA-256 of all inputs, `notes` what the workspace and the roster remark about their data
    (such as that they are invented). A `draft` is marked 暂定 on every sheet.
    """

    unit: str
    digest: str
    tool_version: str
    departments: Mapping[str, str]
    draft: bool = False
    committee: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def sources(self) -> Mapping[str, str]:
        """Department names by the source of a finding, which is the department's place in the roster."""
        return {f"{index:04d}": name for index, name in enumerate(self.departments.values())}


class ProvisionalRoundError(ValueError):
    """A round that is not complete may be written as a draft only."""
