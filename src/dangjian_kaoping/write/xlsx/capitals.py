"""大写: amounts as they are written out on a sheet of money. Loading the library takes a tenth of a second."""

from cn2an import an2cn  # type: ignore[import-untyped]

from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import money


def in_capitals(amount: Exact) -> str:
    """An amount (元): 玖万肆仟元整."""
    return str(an2cn(money(amount), "rmb"))
