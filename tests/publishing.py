"""Rounds that were sealed for publication or finally, as the tests of what goes out need them."""

from datetime import date
from pathlib import Path

from dangjian_kaoping.engine.seal import SealTerms, sealed
from dangjian_kaoping.loading.workspace import seal_file
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.seal_yaml import seal_yaml


def sealed_as(folder: Path, day: str, *, final: bool, quarter: str = "2021Q1") -> str:
    """Seal a governed round as it is, after the seals that it has; gives the seal's digest."""
    asked = parse_quarter(quarter)
    assert asked is not None
    sealing = Session(folder).sealing(asked)
    terms = SealTerms(date.fromisoformat(day), "0.1.0", governed=True, final=final)
    new = sealed(sealing.workspace, sealing.result, terms)
    before = () if sealing.before is None else sealing.before.seals
    (folder / seal_file(asked)).write_text(seal_yaml(asked, (*before, new)), "utf-8")
    return new.digest
