"""A step as a live formula, in functions that Excel 2010, WPS and LibreOffice share.

Every step names its operation; here each operation is said once in the words of a sheet, over the cells in which
its parts stand. Whatever a sheet cannot say exactly stays a value.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, RoundingMode, plain, rounded
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

_LONGEST = 8_000
"""Characters of a formula; a sheet takes 8,192."""
_MOST_ARGUMENTS = 200
"""Arguments of one SUM; a sheet takes 255."""
_CLEAN = 9
"""Decimal places of the exact value that the cleaning keeps."""


class _Term(NamedTuple):
    """Part of a formula: its text, how tightly it binds, whether a cell is in it."""

    text: str
    binding: int
    live: bool = True

    def within(self, binding: int) -> str:
        """Its text as part of what binds so tightly."""
        return self.text if self.binding >= binding else f"({self.text})"


_SUM, _PRODUCT, _ATOM = 0, 1, 2


def formula_of(step: Step, where: Whereabouts, here: Address) -> str | None:
    """The formula for a step that is to stand here (without `=`); None where its value is to be written.

    A step that stands elsewhere already is referred to there.
    """
    elsewhere = where.first(step)
    if elsewhere is not None and elsewhere != here:
        return elsewhere.seen_from(here.sheet)
    term = _reckoned(step, where, here.sheet)
    return term.text if term.live and len(term.text) <= _LONGEST else None


def _term(step: Step, where: Whereabouts, sheet: str) -> _Term:
    """A cell where the step stands in one, else how it is reckoned."""
    address = where.of(step, sheet)
    return _reckoned(step, where, sheet) if address is None else _at(address, sheet)


def _at(address: Address, sheet: str) -> _Term:
    return _Term(address.seen_from(sheet), _ATOM)


def _reckoned(step: Step, where: Whereabouts, sheet: str) -> _Term:
    """The step's operation; its value where it is a leaf, or where no cell is in it."""
    if step.operation == "given" or where.is_leaf(step):
        return _literal(step.value)
    if step.operation == "sum":
        return _sum(step.parts, where, sheet) or _literal(step.value)
    parts = [_term(part, where, sheet) for part in step.parts]
    found = _operation(step, parts, sheet) if any(part.live for part in parts) else None
    return found or _literal(step.value)


def _operation(step: Step, parts: Sequence[_Term], sheet: str) -> _Term | None:
    match step.operation:
        case "difference":
            first, *others = parts
            return _Term(" - ".join([first.text, *(each.within(_PRODUCT) for each in others)]), _SUM)
        case "product":
            if any(_is_nothing(part) for part in parts):
                return None
            return _Term(" * ".join(each.within(_PRODUCT) for each in parts), _PRODUCT)
        case "quotient":
            return _Term(f"{parts[0].within(_PRODUCT)} / {parts[1].within(_ATOM)}", _PRODUCT)
        case "least":
            return _function("MIN", parts)
        case "most":
            return _function("MAX", parts)
        case "held":
            floored = _function("MAX", parts[:2])
            return _function("MIN", [floored, parts[2]]) if len(parts) > 2 else floored
        case "rounded":
            return _rounded(step, parts[0])
        case "chosen":
            return parts[0]
    return None


def _is_nothing(part: _Term) -> bool:
    """Whether a part is 0 whatever else changes."""
    return not part.live and part.text == "0"


def _literal(value: Exact) -> _Term:
    text = plain(value)
    return _Term(f"({text})" if "/" in text or text.startswith("-") else text, _ATOM, live=False)


def _function(name: str, parts: Iterable[_Term]) -> _Term:
    return _Term(f"{name}({', '.join(each.text for each in parts)})", _ATOM)


def _sum(steps: Iterable[Step], where: Whereabouts, sheet: str) -> _Term | None:
    """A few terms with +; more of them as SUM, with neighbours as ranges. What is 0 by nature is left out.

    None where no cell is in it. The text of a cell amid a range is never put together.
    """
    parts: list[Address | _Term] = [where.of(step, sheet) or _reckoned(step, where, sheet) for step in steps]
    if not any(isinstance(part, Address) or part.live for part in parts):
        return None
    parts = [part for part in parts if isinstance(part, Address) or not _is_nothing(part)]
    if len(parts) <= 3:
        terms = [_at(part, sheet) if isinstance(part, Address) else part for part in parts]
        return terms[0] if len(terms) == 1 else _Term(" + ".join(term.text for term in terms), _SUM)
    arguments = list(_ranges(parts, sheet))
    while len(arguments) > _MOST_ARGUMENTS:
        arguments = [
            f"SUM({', '.join(arguments[start : start + _MOST_ARGUMENTS])})"
            for start in range(0, len(arguments), _MOST_ARGUMENTS)
        ]
    return _Term(f"SUM({', '.join(arguments)})", _ATOM)


def _ranges(parts: Iterable[Address | _Term], sheet: str) -> Iterator[str]:
    """The terms, cells side by side or one below the other as one range."""
    run: list[Address] = []
    for part in parts:
        if isinstance(part, Address):
            if not _goes_on(run, part):
                yield from _range(run, sheet)
                run = []
            run.append(part)
            continue
        yield from _range(run, sheet)
        run = []
        yield part.text
    yield from _range(run, sheet)


def _range(run: Sequence[Address], sheet: str) -> Iterator[str]:
    if run:
        yield run[0].to(run[-1], sheet)


def _goes_on(run: Sequence[Address], address: Address) -> bool:
    """Whether a cell goes on with a run of cells, in its direction."""
    if not run or address.sheet != run[-1].sheet:
        return False
    step = address.row - run[-1].row, address.column - run[-1].column
    if len(run) > 1:
        return step == ((0, 1) if run[0].row == run[-1].row else (1, 0))
    return step in ((0, 1), (1, 0))


_ROUNDED: dict[RoundingMode, str] = {
    "half_up": "ROUND({n}, 0)",
    "half_even": "IF(MOD(ABS({n}), 2) = 0.5, ROUNDDOWN({n}, 0), ROUND({n}, 0))",
    "down": "ROUNDDOWN({n}, 0)",
    "up": "ROUNDUP({n}, 0)",
}


def _rounded(step: Step, exact: _Term) -> _Term | None:
    """修约 that gives the engine's figure in every program.

    A sheet reckons in binary: 2.675 is a little less there, and a sum has dust at its end. So the figure is made
    a whole number of its last place, and ROUND takes the dust off: a tie is now exactly a half, which every
    program rounds alike. That is hygiene of binary numbers and no second rounding (GB/T 8170): where it would
    change the result, the value is written instead.
    """
    places, mode = step.term("places"), step.term("mode")
    assert isinstance(places, int)
    assert mode in _ROUNDED
    dust = max(_CLEAN - places, 1)
    if rounded(rounded(step.exact.value, places + dust), places, mode) != step.value:
        return None
    scale = f"1{'0' * places}"
    whole = f"ROUND({exact.text if not places else f'{exact.within(_PRODUCT)} * {scale}'}, {dust})"
    text = _ROUNDED[mode].format(n=whole)
    return _Term(f"{text} / {scale}", _PRODUCT) if places else _Term(text, _ATOM)
