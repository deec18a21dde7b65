"""Whether the parts of a round's procedure that its seal lists are still what they were; later ones are free."""

from datetime import date, timedelta

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.content import SHORT, Part, Parts, procedure_parts
from dangjian_kaoping.model.canonical import digest_of
from dangjian_kaoping.model.workspace import Round

_LAST_DAY = "/to"
_LONGEST = 3660
"""Days that a window is looked through for the day on which it once ended."""


def check_parts(this: Round, faults: Faults) -> None:
    """Tell which part was changed, or taken away."""
    seal = None if this.seals is None else this.seals.in_force
    if seal is None or seal.procedure is None:
        return
    parts = procedure_parts(this)
    for name, digest in seal.procedure.parts.items():
        part = parts.get(name)
        if part is None:
            place, how = seal.procedure.key_of("parts", name), "没有了"
        elif part.digest == digest or (name.endswith(_LAST_DAY) and _lengthened(name, part, parts, digest)):
            continue
        else:
            place, how = part.place, "提前了" if name.endswith(_LAST_DAY) else "改了"
        faults.add(codes.KP554(quarter=this.quarter, day=seal.sealed_on, change=_in_words(name) + how), place)


def _lengthened(name: str, part: Part, parts: Parts, digest: str) -> bool:
    """Whether a window that ended on the day of a digest goes on longer now."""
    since = date.fromisoformat(str(parts[name.removesuffix(_LAST_DAY)].content))
    until = date.fromisoformat(str(part.content))
    days = range(min((until - since).days, _LONGEST))
    return any(digest_of((since + timedelta(days=each)).isoformat())[:SHORT] == digest for each in days)


def _in_words(name: str) -> str:
    """A part as an office calls it."""
    match name.split("/"):
        case ["approved"]:
            return "审定（approved）"
        case ["publication"]:
            return "公示的第一天"
        case ["publication", "to"]:
            return "公示的最后一天"
        case ["publication", "where"]:
            return "公示的地点"
        case ["publication", number]:
            return f"第 {number} 号公布登记"
        case ["correction", number, "publication", "where"]:
            return f"第 {number} 次更正公示的地点"
        case ["correction", number, "publication", *last]:
            return f"第 {number} 次更正公示的{'最后' if last else '第'}一天"
        case ["correction", number]:
            return f"第 {number} 次更正的审定"
        case ["objection", objection, "decision"]:
            return f"异议 {objection} 的决定"
        case ["objection", *objection]:
            return f"异议 {'/'.join(objection)} "
    return f"{name} "
