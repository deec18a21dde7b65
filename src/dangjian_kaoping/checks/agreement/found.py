"""What is found where a text says something else than its rule, and where it stands."""

from typing import NamedTuple

from dangjian_kaoping.diagnostics import Fault
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.place import Place

Keys = tuple[str | int, ...]


class Found(NamedTuple):
    """A fault, and the keys of the clause at whose value it stands; or, where it is the value that is missing, at the
    key itself.
    """

    fault: Fault
    keys: Keys
    at_key: bool = False

    def place(self, clause: Clause) -> Place:
        """Where it stands."""
        return clause.key_of(*self.keys) if self.at_key else clause.place_of(*self.keys)
