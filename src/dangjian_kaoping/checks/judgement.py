"""What counts: severities as the workspace sets them, and waivers, themselves checked.

What guards a seal is not switched off by what it guards: firm codes are neither lowered nor waived, and no error is
that keeps a sealed round from being compared with its seal. What may not go out is not lowered either; some of it an
organ may waive.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from dangjian_kaoping.checks.outgoing.leak import CODES
from dangjian_kaoping.checks.procedure.organ import is_person
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking, catalogue, codes, perhaps
from dangjian_kaoping.diagnostics.diagnostic import Fault
from dangjian_kaoping.model.waivers import Waiver, Waivers
from dangjian_kaoping.model.workspace import Settings

Setting = Literal["error", "warning", "info", "off"]


def judged(
    faults: Iterable[Diagnostic],
    severities: Mapping[str, Setting],
    waivers: Waivers | None,
    today: date,
    *,
    whole: bool,
    guarded: Collection[str] = (),
    unasked: Collection[str] = (),
) -> Faults:
    """The faults that remain, with their severities; expired and unused waivers are faults of their own.

    Without `whole` only a part was checked, and a waiver that matched nothing may match elsewhere; so may one of a code
    that was not looked for (`unasked`). `guarded` are the files that sealed rounds are compared by
    (`checks.seal.compared_by`).
    """
    found = Faults()
    entries = [] if waivers is None else [_Entry(each) for each in waivers.waivers]
    by_code = defaultdict(list)
    for entry in entries:
        by_code[entry.waiver.code].append(entry)
    for fault in faults:
        waiver = next((each for each in by_code[fault.code] if each.matches(fault)), None)
        if waiver is None:
            found.extend([fault])
            continue
        waiver.used = True
        if not waiver.in_force(today) or not waiver.approved:
            found.extend([fault])
        elif _stays(fault, guarded) and not fault.kind.waivable:
            found.extend([_told_to_stay(fault)])
    files = defaultdict(set)
    for fault in found if entries else ():
        files[fault.code].add(fault.place.file)
    for entry in entries:
        code = entry.waiver.code
        entry.check(today, found, files[code], whole=whole and code not in unasked)
    result = Faults()
    result.extend(_levelled(found, severities, guarded))
    return result


def check_severities(settings: Settings) -> Faults:
    """Codes that the settings name and that do not exist, or that stay as they are."""
    faults = Faults()
    for code, setting in settings.severities.items():
        if code not in catalogue():
            place = settings.key_of("severities", code)
            faults.add(codes.KP503(code=code), place, hint=perhaps(code, catalogue()))
        elif catalogue()[code].firm and setting != catalogue()[code].severity:
            what = "关掉" if setting == "off" else "改级别"
            faults.add(_told_firm(code, what), settings.place_of("severities", code))
    return faults


_NEVER = "公布出去收不回来；在这里一句话就能放过，便没有人把关。"
_EACH = "；确要公布的，在 waivers.yaml 里逐处豁免，写明由哪个部门批准。"


def _told_firm(code: str, what: str) -> Fault:
    if code not in CODES:
        return codes.KP543(code=code, what=what)
    otherwise = _EACH if catalogue()[code].waivable else None
    return codes.KP543(code=code, guards="查的是不能公布的内容", what=what, why=_NEVER, otherwise=otherwise)


def _stays(fault: Diagnostic, guarded: Collection[str]) -> bool:
    """Whether a fault can be neither lowered nor, but for what an organ may waive, waived."""
    return fault.kind.firm or (bool(blocking([fault])) and fault.place.file.startswith(tuple(guarded)))


def _told_to_stay(fault: Diagnostic) -> Diagnostic:
    # of a firm code KP543 tells it
    told = fault.kind.firm or fault.hint.endswith(_SEALED)
    return fault if told else replace(fault, hint=fault.hint + _SEALED)


_SEALED = "有封存的轮次要照它核对，不能豁免，也不能关掉、降级。"


def _levelled(
    faults: Iterable[Diagnostic], severities: Mapping[str, Setting], guarded: Collection[str]
) -> Iterable[Diagnostic]:
    for fault in faults:
        setting = severities.get(fault.code)
        if setting in (None, fault.severity):
            yield fault
        elif _stays(fault, guarded):
            yield _told_to_stay(fault)
        elif setting != "off":
            yield replace(fault, level=setting)


_BY_AN_ORGAN = "公布不公布由部门定，不由个人定；这里也不登记人名。这一条豁免不算。"


class _Entry:
    """A waiver, and whether there was anything to waive."""

    def __init__(self, waiver: Waiver) -> None:
        self.waiver = waiver
        self.until = waiver.until
        self.used = False
        file, separator, line = waiver.path.rpartition(":")
        numbered = bool(separator) and line.isdecimal()
        self._line = int(line) if numbered else None
        self._path = PathPattern(file if numbered else waiver.path)
        self._named = (file if numbered else waiver.path).replace("\\", "/").rpartition("/")[2]

    def matches(self, fault: Diagnostic) -> bool:
        """Whether it is for this fault, by where that stands."""
        place = fault.place
        return self._line in (None, place.line) and self._path.names_something and self._path.matches(place.file)

    def in_force(self, today: date) -> bool:
        """Whether it says until when it holds, and that day has not passed."""
        return not self.waiver.lacks("until") and today <= self.until

    @property
    def approved(self) -> bool:
        """Whether an organ approved it, where that is asked."""
        kind = catalogue().get(self.waiver.code)
        asked = kind is not None and kind.waivable
        return not asked or not (self.waiver.lacks("approved_by") or is_person(self.waiver.approved_by))

    def check(self, today: date, faults: Faults, files: Collection[str], *, whole: bool) -> None:
        """What is wrong with the waiver itself; of what is not written in it, that is told already.

        `files` are those in which its code was found.
        """
        waiver = self.waiver
        if waiver.lacks("code", "path", "until"):
            return
        if waiver.code not in catalogue():
            faults.add(codes.KP503(code=waiver.code), waiver.place_of("code"), hint=perhaps(waiver.code, catalogue()))
        elif catalogue()[waiver.code].firm and not catalogue()[waiver.code].waivable:
            faults.add(_told_firm(waiver.code, "豁免"), waiver.place_of("code"))
        elif not self.approved and not waiver.lacks("approved_by"):
            told = codes.KP561(key="approved_by", name=waiver.approved_by, why=_BY_AN_ORGAN)
            faults.add(told, waiver.place_of("approved_by"))
        elif not self._path.names_something:
            faults.add(codes.KP544(path=waiver.path), waiver.place_of("path"))
        elif not self.in_force(today):
            faults.add(codes.KP501(code=waiver.code, until=waiver.until, today=today), waiver.place_of("until"))
        elif not self.used and whole:
            meant = next((each for each in sorted(files) if each.endswith(f"/{self._named}")), None)
            hint = f"path 从工作区最外层写起，用 / 隔开，如 {meant}。" if meant else ""
            faults.add(codes.KP502(code=waiver.code, path=waiver.path), waiver.place_of("path"), hint=hint)


class PathPattern:
    """A path as a waiver writes it: `data/2021Q1/*.yaml`, where `*` stands for any text, also for several folders.

    To match takes one walk along the path, however many `*` there are."""

    def __init__(self, text: str) -> None:
        self._first, *parts = text.split("*")
        self._starred = bool(parts)
        self._last = parts.pop() if parts else ""
        self._between = [part for part in parts if part]
        self.names_something = any("*" not in name and name.strip(". ") for name in text.split("/"))
        """Whether a file or a folder is written out in full."""

    def matches(self, path: str) -> bool:
        """Whether a path is one of those that are meant."""
        if not self._starred:
            return path == self._first
        end = len(path) - len(self._last)
        at = len(self._first)
        if end < at or not (path.startswith(self._first) and path.endswith(self._last)):
            return False
        for part in self._between:
            # the leftmost leaves the most for those that follow
            found = path.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True
