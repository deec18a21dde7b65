"""负担: materials, sheets, inspections, records of the sample, by hand and by another program; limits of the newest."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
import yaml

from dangjian_kaoping.engine.follow.burden import BranchYear, Burden, alike, burden_of, version_burden, year_records
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.burden import burden
from dangjian_kaoping.session.session import Session
from sample import SAMPLE, roster, workspace
from small_plant import RUBRIC, modelled

MANAGEMENT = "机关后勤"


@cache
def found() -> Burden:
    return burden(Session(SAMPLE))


def of(year: int, branch_class: str | None = None, quarters: int = 4) -> set[int]:
    """The materials of the branches of a year, of one class or of the others than 机关后勤."""
    return {
        each.materials
        for each in found().years
        if each.year == year
        and len(each.quarters) == quarters
        and (
            each.branch.branch_class == branch_class
            or (branch_class is None and each.branch.branch_class != MANAGEMENT)
        )
    }


def test_the_versions_of_the_sample() -> None:
    told = [(each.rubric.version, each.entries, each.names, str(each.most_traces)) for each in found().versions]
    assert told == [("2018", 162, 142, "60"), ("2019", 147, 129, "55"), ("2020", 26, 24, "14")]


def test_materials_by_branch_and_year() -> None:
    # 2020：每季的 16 份四次，每月的 7 份十二次，只在四季度的 2 份，只在一、四季度的 1 份两次
    assert of(2020) == of(2020, MANAGEMENT) == {16 * 4 + 7 * 12 + 2 + 2} == {152}
    # 2019：机关后勤不涉及 WM-04，少 3 份四次
    assert of(2019) == {109 * 4 + 35 * 12 + 3 * 2} == {862}
    assert of(2019, MANAGEMENT) == {862 - 3 * 4} == {850}
    # 2018 从二季度起，三个季度
    assert of(2018, quarters=3) == {118 * 3 + 40 * 9 + 4} == {718}


def test_a_whole_year_of_the_first_version_would_have_been_960() -> None:
    rubric = workspace().rubrics[0]
    assert rubric.version == "2018"
    year = {Quarter(2018, number): rubric for number in range(1, 5)}
    every = burden_of([rubric], year, roster(), {}).years
    assert {each.materials for each in every if each.branch.branch_class != MANAGEMENT} == {960}
    assert {(each.held, each.findings) for each in every} == {(0, 0)}


def test_sheets_inspections_and_records() -> None:
    of_2021 = [each for each in found().years if each.year == 2021]
    assert {(each.sheets, each.planned, each.held) for each in of_2021} == {(12, 16, 4)}
    assert sum(each.findings for each in of_2021) == 187
    assert sum(each.declared for each in of_2021) == 96
    (last,) = (each for each in year_records(found()) if each.year == 2021)
    assert last[1:] == (1, 12, 48, 187, 96)


def _recounted() -> dict[tuple[int, str], list[int]]:
    """Materials, inspections and findings by year and branch's id, out of the files alone."""
    rubrics = [yaml.safe_load((SAMPLE / f"rubrics/{each}.yaml").read_text("utf-8")) for each in (2018, 2019, 2020)]
    names: dict[str, list[tuple[str, str, str]]] = {}
    for key, rows in yaml.safe_load((SAMPLE / "data/roster.yaml").read_text("utf-8"))["branches"].items():
        name = kind = None
        for row in rows:
            name, kind = row.get("name", name), row.get("class", kind)
            names.setdefault(key, []).append((str(row["from"]), "" if row.get("ends") else name, kind))
    sums: dict[tuple[int, str], list[int]] = {}
    for year in (2018, 2019, 2020, 2021):
        for number in range(1 if year > 2018 else 2, 5):
            day = f"{year}-{3 * number - 2:02}-01"
            rubric = max(
                (each for each in rubrics if each["effective_from"] <= f"{year}Q{number}"),
                key=lambda each: each["effective_from"],
            )
            for key, rows in names.items():
                now = [row for row in rows if row[0] <= day]
                if not now or not now[-1][1]:
                    continue
                mine = sums.setdefault((year, key), [0, 0, 0])
                mine[0] += sum(_asked(item, now[-1][2], number) for area in rubric["areas"] for item in area["items"])
                for path in (SAMPLE / f"data/{year}Q{number}/inspection").glob("*.yaml"):
                    record = yaml.safe_load(path.read_text("utf-8"))["branches"].get(now[-1][1])
                    mine[1] += record is not None
                    mine[2] += len((record or {}).get("findings", ()))
    return sums


def _asked(item: Mapping[str, Any], kind: str, number: int) -> int:
    due, spared = item.get("due", "quarterly"), item.get("not_applicable_to", ())
    if kind in spared or not (isinstance(due, str) or f"Q{number}" in due):
        return 0
    return len(item.get("materials", ())) * (3 if due == "monthly" else 1)


def test_another_program_counts_the_same() -> None:
    told = {(each.year, each.branch.id): [each.materials, each.held, each.findings] for each in found().years}
    assert told == _recounted()


def test_those_of_whom_the_same_is_asked_stand_together() -> None:
    rows = [
        (each.year, each.classes, [one.name for one in each.others], each.materials) for each in alike(found().years)
    ]
    production = ["发电部党支部", "燃料部党支部", "化学部党支部"]
    assert [row for row in rows if row[0] == 2019] == [
        (2019, ("检修",), production, 862),
        (2019, (MANAGEMENT,), [], 850),
        (2019, (), ["供热部党支部"], 431),
    ]
    assert [each.everybody for each in alike(found().years) if each.year == 2020] == [True]
    assert sum(each.branches for each in alike(found().years)) == len(found().years)


def test_a_version_alone() -> None:
    alone = burden(Session(SAMPLE), ["2019"])
    assert [each.rubric.version for each in alone.versions] == ["2019"]
    assert {each.year for each in alone.years} == {2019}
    with pytest.raises(KeyError):
        burden(Session(SAMPLE), ["2030"])


def test_of_classes_whose_points_differ_the_largest_share_counts() -> None:
    text = RUBRIC.replace("title: 学习\n", "title: 学习\n    focus: trace\n").replace(
        "points: {by_class: {生产: 4}, otherwise: 4}", "points: {by_class: {生产: 4, 机关: 9}}"
    )
    version = version_burden(modelled(Rubric, text, "rubrics/2020.yaml"), ("生产", "机关"))
    # 2 ÷ 20 与 2 ÷ 25
    assert version.most_traces == 10
    assert [each.total for each in version.points.values()] == [20, 25]
    assert isinstance(found().years[0], BranchYear)
