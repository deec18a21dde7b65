"""Forms that came back damaged: each is refused at its cell, none is misread, of whatever kind of file it is."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import catalogue
from office import OFFICE, converted_all

from .damages import DAMAGES, FINDINGS, place_in
from .plant import Filled, Plant, blank, told, written

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("plant"))


@pytest.fixture(scope="module")
def plant(folder: Path) -> Plant:
    return Plant(folder)


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_form_is_told_at_its_cell(what: str, folder: Path, plant: Plant, tmp_path: Path) -> None:
    damage = DAMAGES[what]
    form = Filled(blank(folder, damage.kind))
    damage.change(form)
    filing = plant.filing(form.save(tmp_path / damage.file))
    assert told(filing) == [(code, place_in(form, *place)) for code, *place in damage.told]


def test_every_fault_of_a_form_has_a_damaged_form() -> None:
    codes = {code for code in catalogue() if "KP721" <= code <= "KP738"} - {"KP736"}
    assert codes <= {code for each in DAMAGES.values() for code, *_ in each.told}


_BELOW = (("KP706", FINDINGS, "1+1", "数1"),)
SEEN_OTHERWISE: Mapping[tuple[str, str], tuple[tuple[str, str, str, str], ...]] = {
    # what a formula comes to stands there as if it had been typed, and TRUE in an .ods as 1; this is said of the file
    ("inspection: a formula", "xls"): (),
    ("inspection: a formula", "ods"): (),
    ("inspection: a formula in words", "xls"): (),
    ("inspection: a formula in words", "ods"): (),
    ("inspection: yes", "ods"): (),
    # merges are not seen there: the row below has no number
    ("inspection: numbers merged", "ods"): _BELOW,
}


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("to", ["xls", "ods"])
def test_a_damaged_form_of_another_kind_is_told_at_the_same_cell(
    to: str, folder: Path, plant: Plant, tmp_path: Path
) -> None:
    sources, forms = [], {}
    for number, (what, damage) in enumerate(DAMAGES.items()):
        forms[what] = Filled(blank(folder, damage.kind))
        damage.change(forms[what])
        sources.append(forms[what].save(tmp_path / f"{number}.xlsx"))
    there = converted_all(sources, to)
    wrong = {}
    for source, (what, damage) in zip(sources, DAMAGES.items(), strict=True):
        path = (there / f"{source.stem}.{to}").rename(there / damage.file)
        found = [place for _, place in told(plant.filing(path))]
        expected = [place_in(forms[what], *place) for _, *place in SEEN_OTHERWISE.get((what, to), damage.told)]
        if found != expected:
            wrong[what] = (found, expected)
        path.unlink()
    assert wrong == {}
