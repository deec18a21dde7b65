"""The result is the explanation: every figure is a step that names its operation and keeps its parts.

A step's value is its operation applied to its parts, which a test recomputes over whole rounds. Writers
read the tree and compute nothing.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.exact import ZERO, Exact, divided, least, minus, most, rounded, times, total

Operation = Literal["given", "sum", "difference", "product", "quotient", "least", "most", "held", "rounded", "chosen"]
"""How a value follows from the parts. `held` keeps the first between the second and the third; `chosen` takes
the one part that stands (the others lie aside); `given` has no parts."""


class Step(NamedTuple):
    """One figure: what it is, how it came about, its exact value, its parts.

    `subject` is the rubric's or the record's object that it belongs to (and with it text and place),
    `aside` the steps that were recorded but do not count here, `terms` the particulars that words need.
    """

    name: StepName
    operation: Operation
    value: Exact
    parts: Sequence["Step"] = ()
    subject: object = None
    aside: Sequence["Step"] = ()
    terms: tuple[tuple[str, object], ...] = ()

    def term(self, name: str) -> object:
        """One of the particulars; None where it has no such."""
        return dict(self.terms).get(name)

    @property
    def exact(self) -> "Step":
        """A rounded figure before it was rounded; any other as it is."""
        return self.parts[0] if self.operation == "rounded" else self

    @property
    def uncapped(self) -> "Step":
        """A figure before it was capped; any other as it is."""
        return self.parts[0] if self.operation == "least" else self

    @property
    def unheld(self) -> "Step":
        """A figure before it was held between two ends; any other as it is."""
        return self.parts[0] if self.operation == "held" else self

    @property
    def cap(self) -> "Step | None":
        """What a figure was capped at; None where it was not."""
        return self.parts[1] if self.operation == "least" else None

    @property
    def multiplicand(self) -> "Step":
        """Of a product, what is multiplied."""
        return self.parts[0]

    @property
    def multiplier(self) -> "Step":
        """Of a product, what it is multiplied by."""
        return self.parts[1]

    @property
    def minuend(self) -> "Step":
        """Of a difference, what is taken from."""
        return self.parts[0]

    @property
    def subtrahends(self) -> Sequence["Step"]:
        """Of a difference, what is taken."""
        return self.parts[1:]

    @property
    def only(self) -> "Step | None":
        """The only part of a sum; None where there are more, or no sum."""
        return self.parts[0] if self.operation == "sum" and len(self.parts) == 1 else None

    @property
    def replaced(self) -> "Step | None":
        """What it stands instead of: a figure before a veto, a review or an emptying; None where of nothing."""
        return self.aside[0] if self.aside else None

    def part(self, name: StepName) -> "Step":
        """The part so named, the first of several. Raises LookupError where it has none."""
        found = self.find(name)
        if found is None:
            raise LookupError(name)
        return found

    def find(self, name: StepName) -> "Step | None":
        """The part so named, the first of several; None where it has none."""
        return next((part for part in self.parts if part.name == name), None)


def within(step: Step, name: StepName) -> Step | None:
    """The step so named in a tree, the first that is met; None where there is none."""
    if step.name == name:
        return step
    found = (within(part, name) for part in (*step.parts, *step.aside))
    return next((each for each in found if each is not None), None)


NOTHING = Step(names.NOTHING, "given", ZERO)


def given(name: StepName, value: Exact, subject: object = None, **terms: object) -> Step:
    """A leaf."""
    return Step(name, "given", value, (), subject, (), tuple(terms.items()))


def summed(name: StepName, parts: tuple[Step, ...], subject: object = None) -> Step:
    """The sum of the parts."""
    return Step(name, "sum", total(part.value for part in parts), parts, subject)


def recomputed(step: Step) -> Exact:
    """What the step's operation gives on its parts' values: the law that every tree obeys."""
    values = [part.value for part in step.parts]
    match step.operation:
        case "given":
            return step.value
        case "sum":
            return total(values)
        case "difference":
            return minus(values[0], total(values[1:]))
        case "product":
            return times(values[0], values[1])
        case "quotient":
            return divided(values[0], values[1])
        case "least":
            return least(values[0], values[1])
        case "most":
            return most(values[0], values[1])
        case "held":
            return held(values[0], values[1], values[2] if len(values) > 2 else None)
        case "rounded":
            places, mode = step.term("places"), step.term("mode")
            return rounded(values[0], places, mode)  # type: ignore[arg-type]
        case "chosen":
            return values[0]


def held(value: Exact, floor: Exact, ceiling: Exact | None) -> Exact:
    """A value kept between a floor and a ceiling, if there is one."""
    value = most(value, floor)
    return value if ceiling is None else least(value, ceiling)
