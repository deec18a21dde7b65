"""The rubric of the base workspace with another clause in it, and what is found."""

import shutil
from pathlib import Path

from dangjian_kaoping.diagnostics import Diagnostic

from .laying import RUBRIC, checked, edit

FACT = "            fact: {count: 项}\n            deduct: {each: 0.5}\n"


def faults_of_rubric(root: Path, *replacements: tuple[str, str]) -> list[Diagnostic]:
    """The faults of a changed rubric alone."""
    edit(root, RUBRIC, *replacements)
    shutil.rmtree(root / "data/2021Q1")
    return checked(root)


def faults_of_clause(root: Path, text: str, *others: tuple[str, str]) -> list[Diagnostic]:
    """The faults of the rubric with another fact and rule in DJ-02/缺项, written as `fact: …` and further lines."""
    indented = "".join(f"            {line}\n" for line in text.strip().split("\n"))
    return faults_of_rubric(root, (FACT, indented), *others)


def codes(faults: list[Diagnostic]) -> list[str]:
    return [fault.code for fault in faults]


def only(faults: list[Diagnostic], code: str) -> Diagnostic:
    (fault,) = faults
    assert (fault.code, fault.place.file) == (code, RUBRIC), fault.message
    return fault
