"""绩效奖励办法: what changes from one version of a reward policy to another."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dangjian_kaoping.compare.diff.judgement import Judge, Judged, amount, changed, part_or
from dangjian_kaoping.compare.diff.revision import Change, Revision, Spot, Version, changes_of
from dangjian_kaoping.compare.diff.structure import Difference, differences, same
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.reward import RewardPolicy, When


def compare_policies(before: Version, after: Version) -> Revision:
    """Compare two versions of a reward policy. Raises TypeError where they are none."""
    old, new = before.document, after.document
    if not isinstance(old, RewardPolicy) or not isinstance(new, RewardPolicy):
        raise TypeError("no policies")
    return Revision(before, after, (), tuple(_changes((before, after), old, new)))


def _changes(versions: tuple[Version, Version], old: RewardPolicy, new: RewardPolicy) -> Iterator[Change]:
    spots = Spot(place=old.at), Spot(place=new.at)
    unlike = differences(old, new, apart=("kind",), whole=(When,))
    yield from changes_of(versions, (), (each for one in unlike for each in _judge_of(one.keys)(one)), spots)


def _judge_of(keys: tuple[str, ...]) -> Judge:
    """By the part in which a key stands: what is paid, what is docked, or the whole."""
    match keys:
        case ("version" | "title" | "note" as key,):
            return changed(f"policy-{key}")
        case ("effective_from",):
            return changed("effective-from")
        case ("rewards", _):
            return part_or("reward", changed("reward"))
        case ("penalties", _):
            return part_or("dock", changed("dock"))
        case ("rewards", _, "fund" | "fund_per_head") | ("rewards", _, "funds", _):
            return part_or("reward-fund", amount("reward-fund"))
        case ("rewards", _, "at_most"):
            return amount("reward-cap")
        case ("rewards", _, "at_least"):
            return amount("reward-floor")
        case ("rewards", _, "pay"):
            return _product("reward-amount")
        case ("penalties", _, "at_most"):
            return amount("dock-cap")
        case ("penalties", _, "at_least"):
            return amount("dock-floor")
        case ("penalties", _, "dock"):
            return _product("dock-amount")
        case ("coefficient", "at_most"):
            return amount("coefficient-cap")
        case ("coefficient", "at_least"):
            return amount("coefficient-floor")
        case ("net_at_least",):
            return amount("net-floor")
        case _:
            return part_or("setting", changed("setting"))


def _product(part: str) -> Judge:
    """Factors that are multiplied: more or less where one number of them is all that differs."""

    def judge(difference: Difference) -> Iterator[Judged]:
        before: Any = difference.before
        after: Any = difference.after
        if before is not None and after is not None and len(before) == len(after):
            unlike = [pair for pair in zip(before, after, strict=True) if not same(*pair)]
            if len(unlike) == 1 and all(isinstance(each, (Decimal, ByClass)) for each in unlike[0]):
                yield from amount(part)(Difference(difference.keys, *unlike[0]))
                return
        yield from part_or("setting", changed("setting"))(difference)

    return judge
