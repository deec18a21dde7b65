"""How a fact becomes points."""

from collections.abc import Sequence
from fractions import Fraction

from .fact import Quantity, Terms, free_of, measure_of, months_alone, quantity_of
from .words import GIVES, ONE, TAKES, ZERO, Plain, effect_of, kind_of, listed, within


def points_of(item: Plain, clause: Plain, findings: Sequence[Plain], terms: Terms) -> Fraction:
    """Fact, then `free`, then rule; `repeat` sets the price of one occurrence, then `times`."""
    price = Price(item, clause, terms)
    kind = kind_of(clause)
    if kind in ("judged", "event"):
        # of several that are alike in one record, one alone may count as well
        stated = [{**each, "count": min(each.get("count", "1"), "1")} for each in findings]
        alone = stated if clause.get("highest_only") == "true" else findings
        cases = [price.one(Fraction(each["judged"])) if kind == "judged" else price.event(each) for each in alone]
        points = max(cases) if clause.get("highest_only") == "true" else sum(cases, ZERO)
    elif kind in ("value", "rank", "level", "imported"):
        each_alone = [price.alone(each) for each in findings]
        match clause.get("combine", "worst"):
            case "mean":
                points = sum(each_alone, ZERO) / len(each_alone)
            case "sum":
                points = sum(each_alone, ZERO)
            case _:
                # of several departments' levels or values, the least favourable stands
                points = min(each_alone) if effect_of(clause) in GIVES else max(each_alone)
    elif clause.get("combine") == "sum":
        # every month is priced alone, and what is free is free in each
        points = sum(map(price.quantity, months_alone(clause["fact"], findings, terms)), ZERO)
    else:
        points = price.quantity(quantity_of(clause, findings, terms))
    return points * price.factor


class Price:
    def __init__(self, item: Plain, clause: Plain, terms: Terms) -> None:
        self.clause = clause
        self.fact = clause["fact"]
        self.rule = clause[effect_of(clause)]
        self.terms = terms
        self.entry: Fraction | None = None
        self.adds = False
        self.factor = Fraction(clause.get("times", "1"))
        if "repeat" in clause:
            repeat = clause["repeat"]
            window = int(repeat.get("window", terms.window))
            rounds = terms.earlier[max(len(terms.earlier) - window, 0) :]
            before = sum(not _lineage(item, clause).isdisjoint(seen) for seen in rounds)
            entries = repeat.get("prices") or repeat["times"]
            entry = Fraction(entries[before] if before < len(entries) else entries[-1])
            if "prices" in repeat:
                self.entry, self.adds = entry, repeat.get("adds") == "true"
            else:
                self.factor *= entry

    def one(self, price: Fraction) -> Fraction:
        """The price of one occurrence."""
        if self.entry is None:
            return price
        return price + self.entry if self.adds else self.entry

    def event(self, finding: Plain) -> Fraction:
        price = self.rule["levels"][finding["level"]] if "levels" in self.rule else self.rule["each"]
        role = ONE
        if isinstance(self.fact.get("roles"), list):
            price = price[finding["role"]]
        elif "role" in finding:
            role = Fraction(self.fact["roles"][finding["role"]])
        return self.one(Fraction(price)) * role * Fraction(finding.get("count", "1"))

    def alone(self, finding: Plain) -> Fraction:
        kind = kind_of(self.clause)
        if kind == "level":
            return self.one(Fraction(self.rule["levels"][finding["level"]]))
        if kind == "rank" and self.fact.get("ties", "same") == "mean":
            shared = int(finding.get("tied", "1"))
            places = [Fraction(finding["rank"]) + n for n in range(shared)]
            return sum((self.quantity(Quantity(place)) for place in places), ZERO) / shared
        whole = {"value": Fraction(100), "rank": ZERO, "imported": Fraction(self.fact.get("full", "0"))}[kind]
        return self.quantity(Quantity(measure_of(self.clause, finding), whole))

    def quantity(self, quantity: Quantity) -> Fraction:
        free = free_of(self.clause, self.terms)
        value, lacking = (
            max(quantity.value - free, ZERO) if free else quantity.value,
            max(quantity.lacking - free, ZERO),
        )
        rule = self.rule
        if "each" in rule and "table" not in rule:
            points = self.one(Fraction(rule["each"])) * self._steps(value)
        elif "table" in rule:
            points = self._row(value, quantity.value)
        else:
            points = Fraction(rule["share"]) * self._part(value, quantity.whole, lacking)
        if quantity.never and "never" in self.fact:
            points += self.one(Fraction(self.fact["never"])) * quantity.never
        return points

    def _steps(self, value: Fraction) -> Fraction:
        rule = self.rule
        if "below" in rule:
            value = Fraction(rule["below"]) - value
        elif "above" in rule:
            value -= Fraction(rule["above"])
        steps = max(value, ZERO) / Fraction(rule.get("step", "1"))
        how = rule.get("steps", "exact")
        if how == "whole":
            return Fraction(steps.numerator // steps.denominator)
        if how == "started":
            return Fraction(-(-steps.numerator // steps.denominator))
        return steps

    def _row(self, value: Fraction, recorded: Fraction) -> Fraction:
        rows = self.rule["table"]
        found = []
        for row in rows:
            others = [each for each in rows if each is not row]
            if not within(value, row):
                continue
            below = "from" in row or "over" in row
            above = "to" in row or "under" in row
            if below and not above and any(_starts_later(each, row) and _past_start(value, each) for each in others):
                continue
            if above and not below and any(_ends_earlier(each, row) and _before_end(value, each) for each in others):
                continue
            points = Fraction(row["points"])
            if "each" in row:
                points += Fraction(row["each"]) * (value - Fraction(row.get("from", row.get("over"))))
            if "to_points" in row:
                low, high = Fraction(row.get("from", row.get("over"))), Fraction(row.get("to", row.get("under")))
                points += (Fraction(row["to_points"]) - points) * (value - low) / (high - low)
            found.append(points)
        if not found:
            empties = self.clause.get("empties")
            emptied = isinstance(empties, dict) and within(recorded, empties)
            assert value == 0 or emptied, "a hole in the table"
            return ZERO
        overlap = self.rule.get("overlap", "heavier")
        return found[0] if overlap == "first" else min(found) if overlap == "lighter" else max(found)

    def _part(self, value: Fraction, whole: Fraction, lacking: Fraction) -> Fraction:
        """Done so far, so far earned; of what takes points, so far as it is lacking, so much is taken."""
        takes = effect_of(self.clause) in TAKES
        if "of" in self.rule:
            # what counts as the whole is said; of nothing there is no part
            whole = Fraction(self.rule["of"])
            return min(max(value / whole, ZERO), ONE) if whole > 0 else ZERO
        if kind_of(self.clause) in ("missing", "sample"):
            # what is free is not lacking
            done = ONE - lacking / whole if whole else ONE
        else:
            done = value / whole
        return min(max(ONE - done if takes else done, ZERO), ONE)


def _starts_later(other: Plain, row: Plain) -> bool:
    mine = (Fraction(row.get("from", row.get("over", "0"))), "from" not in row)
    return ("from" in other or "over" in other) and (
        Fraction(other.get("from", other.get("over", "0"))),
        "from" not in other,
    ) > mine


def _past_start(value: Fraction, row: Plain) -> bool:
    return within(value, {key: row[key] for key in ("from", "over") if key in row})


def _ends_earlier(other: Plain, row: Plain) -> bool:
    mine = (Fraction(row.get("to", row.get("under", "0"))), "to" in row)
    return ("to" in other or "under" in other) and (
        Fraction(other.get("to", other.get("under", "0"))),
        "to" in other,
    ) < mine


def _before_end(value: Fraction, row: Plain) -> bool:
    return within(value, {key: row[key] for key in ("to", "under") if key in row})


def _lineage(item: Plain, clause: Plain) -> set[tuple[str, str]]:
    """The clause and what it was called in earlier versions."""
    items = [item["id"], *listed(item.get("was"))]
    names = {(each, clause["id"]) for each in items}
    for was in listed(clause.get("was")):
        before, separator, after = was.partition("/")
        names |= {(before, after)} if separator else {(each, was) for each in items}
    return names
