"""What counts: severities as the workspace sets them, and waivers, themselves checked."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from dangjian_kaoping.diagnostics import CATALOGUE, Diagnostic, Faults, perhaps
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
) -> Faults:
    """The faults that remain, with their severities; expired and unused waivers are faults of their own.

    Without `whole` only a part was checked, and a waiver that matched nothing may match elsewhere.
    """
    found = Faults()
    used: set[int] = set()
    entries = () if waivers is None else waivers.waivers
    for fault in faults:
        waiver = next((each for each in entries if _matches(each, fault)), None)
        if waiver is not None:
            used.add(id(waiver))
            if today <= waiver.until:
                continue
        found.extend([fault])
    for waiver in entries:
        _check(waiver, id(waiver) in used, today, found, whole=whole)
    result = Faults()
    result.extend(_levelled(found, severities))
    return result


def check_severities(settings: Settings) -> Faults:
    """Codes that the settings name and that do not exist."""
    faults = Faults()
    for code in settings.severities:
        if code not in CATALOGUE:
            place = settings.key_of("severities", code)
            faults.add("KP503", place, code=code, hint=perhaps(code, CATALOGUE))
    return faults


def _levelled(faults: Iterable[Diagnostic], severities: Mapping[str, Setting]) -> list[Diagnostic]:
    levelled = []
    for fault in faults:
        setting = severities.get(fault.code)
        if setting is None:
            levelled.append(fault)
        elif setting != "off":
            levelled.append(replace(fault, level=setting))
    return levelled


def _matches(waiver: Waiver, fault: Diagnostic) -> bool:
    if waiver.code != fault.code:
        return False
    file, separator, line = waiver.path.rpartition(":")
    if separator and line.isdecimal():
        return _fits(fault.place.file, file) and fault.place.line == int(line)
    return _fits(fault.place.file, waiver.path)


def _fits(file: str, pattern: str) -> bool:
    """Whether a path is the one that is written, where `*` stands for any text."""
    return re.fullmatch(".*".join(re.escape(part) for part in pattern.split("*")), file) is not None


def _check(waiver: Waiver, used: bool, today: date, faults: Faults, *, whole: bool) -> None:
    if waiver.code not in CATALOGUE:
        faults.add("KP503", waiver.place_of("code"), code=waiver.code, hint=perhaps(waiver.code, CATALOGUE))
    elif today > waiver.until:
        faults.add("KP501", waiver.place_of("until"), code=waiver.code, until=waiver.until, today=today)
    elif not used and whole:
        faults.add("KP502", waiver.place_of("path"), code=waiver.code, path=waiver.path)
