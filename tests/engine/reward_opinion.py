"""A second opinion on money, in fractions, from the plain documents; it shares nothing with the engine.

The fund is shared by fixing, again and again, those whom the limits hold on the side that errs more, until nobody is
held any more; the engine walks the bends of the price instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Any

Plain = dict[str, Any]
F = Fraction


@dataclass
class Verdict:
    """The fen of each branch, and what stays in the funds (分钱)."""

    rewards: dict[str, int]
    penalties: dict[str, int]
    nets: dict[str, int]
    retained: Fraction


class NoAnswer(Exception):  # noqa: N818
    """The policy has none."""


def opinion(policy: Plain, branches: Plain) -> Verdict:
    """What the policy pays; raises NoAnswer where it has no answer."""
    names = sorted(branches, key=lambda name: (_rank(branches, name), name))
    coefficients = {name: _coefficient(policy.get("coefficient"), branches, name) for name in names}
    barred = {
        name
        for name in names
        if branches[name].get("barred") == "true"
        or any(_applies(when, branches[name]) for when in policy.get("no_reward", []))
    }
    rewards = dict.fromkeys(names, 0)
    retained = F(0)
    for part in policy.get("rewards", {}).values():
        for branch_class, pool in _pools(part, branches, names):
            fund = _fund(part, branches, branch_class, pool)
            paid = _part(part, fund, branches, pool, coefficients, barred)
            for name, fen in paid.items():
                rewards[name] += fen
            if fund is not None:
                retained += fund - F(sum(paid.values()), 100)
    penalties = {name: _docked(policy, branches, name, coefficients, rewards[name]) for name in names}
    nets = {name: rewards[name] - penalties[name] for name in names}
    return Verdict(rewards, penalties, nets, retained)


def _rank(branches: Plain, name: str) -> int:
    written = branches[name].get("rank")
    score = F(branches[name]["score"])
    return int(written) if written else 1 + sum(F(each["score"]) > score for each in branches.values())


def _pools(part: Plain, branches: Plain, names: list[str]) -> Iterable[tuple[str, list[str]]]:
    joined = [name for name in names if "when" not in part or _applies(part["when"], branches[name])]
    number = part.get("fund", part.get("fund_per_head"))
    if not isinstance(number, dict):
        return [("", joined)]
    classes = dict.fromkeys(branches[name]["class"] for name in names)
    return [(each, [name for name in joined if branches[name]["class"] == each]) for each in classes]


def _fund(part: Plain, branches: Plain, branch_class: str, pool: list[str]) -> Fraction | None:
    one = {"class": branch_class}
    if "fund_per_head" in part:
        return _number(part["fund_per_head"], one) * sum(int(branches[name]["heads"]) for name in pool)
    return _number(part["fund"], one) if "fund" in part else None


def _number(number: Any, branch: Plain) -> Fraction:
    if isinstance(number, dict):
        return F(number["by_class"].get(branch["class"], number.get("otherwise")))
    return F(number)


def _part(
    part: Plain,
    fund: Fraction | None,
    branches: Plain,
    pool: list[str],
    coefficients: dict[str, Fraction],
    barred: set[str],
) -> dict[str, int]:
    products = {name: _product(part.get("share_by", part.get("pay")), branches, name, coefficients) for name in pool}
    low = {name: _number(part.get("at_least", "0"), branches[name]) for name in pool}
    high = {name: _number(part["at_most"], branches[name]) if "at_most" in part else None for name in pool}
    keeps = part.get("rest") in ("return", "carry")
    drop = part.get("last_fen") == "drop"
    order = {name: (_rank(branches, name), name) for name in pool}
    if "pay" in part:
        exact = {name: _held(products[name], low[name], high[name]) for name in pool if name not in barred}
        paid = {name: _half_up(value * 100) for name, value in exact.items()}
        if fund is not None and F(sum(paid.values()), 100) > fund:
            if part.get("over") != "reduce":
                raise NoAnswer
            whole = sum(exact.values())
            paid = _to_fen({name: fund * value / whole for name, value in exact.items()}, order, drop=drop)
        return paid
    assert fund is not None
    if keeps:
        if any(products.values()):
            exact = _shared(fund, products, low, dict.fromkeys(pool))
        elif sum(low.values()) > fund:
            raise NoAnswer
        else:
            exact = low
        exact = {
            name: F(0) if name in barred else value if (cap := high[name]) is None else min(value, cap)
            for name, value in exact.items()
        }
    else:
        exact = _shared(fund, {name: products[name] for name in pool if name not in barred}, low, high)
    return _to_fen(exact, order, drop=drop)


def _held(value: Fraction, low: Fraction, high: Fraction | None) -> Fraction:
    value = max(value, low)
    return value if high is None else min(value, high)


def _shared(fund: Fraction, weights: dict[str, Fraction], low: dict[str, Fraction], high: Any) -> dict[str, Fraction]:
    fixed = {name: low[name] for name, weight in weights.items() if weight == 0}
    while True:
        free = {name: weight for name, weight in weights.items() if name not in fixed}
        left = fund - sum(fixed.values())
        if not free:
            if left:
                raise NoAnswer
            return fixed
        if left < 0:
            raise NoAnswer
        whole = sum(free.values())
        tried = {name: left * weight / whole for name, weight in free.items()}
        held = {name: _held(value, low[name], high[name]) for name, value in tried.items()}
        error = sum(held[name] - tried[name] for name in free)
        if error == 0 and held == tried:
            return fixed | held
        # too much given: those at their floor are right; too little: those at their cap
        wrong = {
            name: held[name]
            for name in free
            if held[name] != tried[name] and (error == 0 or (held[name] > tried[name]) == (error > 0))
        }
        fixed |= wrong


def _to_fen(exact: dict[str, Fraction], order: Any, *, drop: bool) -> dict[str, int]:
    fen = {name: floor(value * 100) for name, value in exact.items()}
    left = floor(sum(exact.values()) * 100) - sum(fen.values())
    for name in sorted(exact, key=lambda each: (fen[each] - exact[each] * 100, order[each]))[: 0 if drop else left]:
        fen[name] += 1
    return fen


def _half_up(value: Fraction) -> int:
    return int((value + F(1, 2)) // 1)


def _coefficient(rule: Plain | None, branches: Plain, name: str) -> Fraction:
    if rule is None:
        return F(1)
    value = _product(rule["product"], branches, name, {})
    branch = branches[name]
    if "at_least" in rule:
        value = max(value, _number(rule["at_least"], branch))
    return min(value, _number(rule["at_most"], branch)) if "at_most" in rule else value


def _product(factors: Any, branches: Plain, name: str, coefficients: dict[str, Fraction], reward: int = 0) -> Fraction:
    result = F(1)
    for factor in factors if isinstance(factors, list) else [factors]:
        result *= _factor(factor, branches, name, coefficients, reward)
    return result


def _factor(factor: Any, branches: Plain, name: str, coefficients: dict[str, Fraction], reward: int) -> Fraction:
    branch = branches[name]
    score = F(branch["score"])
    if isinstance(factor, str):
        words = {
            "score": max(score, F(0)),
            "heads": F(branch.get("heads", "0")),
            "undone": F(branch.get("undone", "1" if "task_not_done" in branch.get("flags", []) else "0")),
            "coefficient": coefficients.get(name, F(1)),
            "reward": F(reward, 100),
        }
        return words[factor] if factor in words else F(factor)
    if "by_class" in factor:
        return _number(factor, branch)
    if "above" in factor:
        return max(score - _number(factor["above"], branch), F(0))
    if "below" in factor:
        return max(_number(factor["below"], branch) - score, F(0))
    if "short_of" in factor:
        return max(1 - score / _number(factor["short_of"], branch), F(0))
    if "grade" in factor:
        return _number(factor["grade"][branch["grade"]], branch)
    if "bands" in factor:
        # written from high to low, each with its start, the last without
        row = next(row for row in factor["bands"] if "from" not in row or score >= F(row["from"]))
        return _number(row["value"], branch)
    rows = factor["rank"]
    of_class = factor.get("within") == "class"
    others = {key: each for key, each in branches.items() if not of_class or each["class"] == branch["class"]}
    ranks = {key: _rank(branches, key) for key in others}
    mine = 1 + sum(rank < ranks[name] for rank in ranks.values()) if of_class else ranks[name]
    tied = sum(rank == ranks[name] for rank in ranks.values())
    places = range(mine, mine + tied) if factor.get("ties") == "mean" else [mine]
    found = [next(F(row["value"]) for row in reversed(rows) if place >= int(row["from"])) for place in places]
    return sum(found, F(0)) / len(found)


def _applies(when: Plain, branch: Plain) -> bool:
    score = F(branch["score"])
    return (
        ("flags" not in when or bool(set(when["flags"]) & set(branch.get("flags", []))))
        and ("grades" not in when or branch.get("grade") in when["grades"])
        and ("classes" not in when or branch.get("class") in when["classes"])
        and ("from" not in when or score >= F(when["from"]))
        and ("under" not in when or score < F(when["under"]))
    )


def _docked(policy: Plain, branches: Plain, name: str, coefficients: dict[str, Fraction], reward: int) -> int:
    branch = branches[name]
    loose = 0
    groups: dict[str, int] = {}
    for part in policy.get("penalties", {}).values():
        if "when" in part and not _applies(part["when"], branch):
            continue
        value = _product(part["dock"], branches, name, coefficients, reward)
        high = _number(part["at_most"], branch) if "at_most" in part else None
        fen = _half_up(_held(value, _number(part.get("at_least", "0"), branch), high) * 100)
        if "group" in part:
            groups[part["group"]] = max(groups.get(part["group"], 0), fen)
        else:
            loose += fen
    whole: int = loose + sum(groups.values())
    if "net_at_least" not in policy:
        return whole
    room = reward - _number(policy["net_at_least"], branch) * 100
    return min(whole, max(0, int(room)))
