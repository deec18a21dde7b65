import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.write.json.score import score_json

from . import plant
from .golden import assert_golden

HALF = Decimal("0.005")


def branches(text: str) -> list[dict[str, Any]]:
    found = json.loads(text)["branches"]
    assert isinstance(found, list)
    return found


def test_the_contract() -> None:
    text = score_json(plant.provisional())
    assert_golden("score.json", text)
    assert text.endswith("}\n")
    assert score_json(plant.scored()) == text


def test_figures_add_up() -> None:
    for branch in branches(score_json(plant.complete())):
        base, inspection = Decimal(branch["base"]), Decimal(branch["inspection"])
        assert abs(sum(map(Decimal, branch["areas"].values())) - base) <= HALF + Decimal("0.00001")
        bonus, penalty = Decimal(branch["bonus"]), Decimal(branch["penalty"])
        assert abs(base + bonus - penalty - inspection) <= 2 * HALF + Decimal("0.00001")


def test_numbers_are_text_and_missing_ones_null() -> None:
    text = score_json(plant.provisional())
    *_, missing = branches(text)
    assert json.loads(text)["complete"] is False
    assert missing["rank"] is None
    assert missing["composite"] is None
    assert missing["areas"] == {"党建工作": None, "党风廉政建设": None, "加减分": None}
    assert [(each["kind"], each["item"], each["clause"]) for each in missing["incomplete"]] == [
        ("not_inspected", "LZ-03", None),
        ("not_inspected", "JF-02", None),
    ]
    assert "float" not in {type(value).__name__ for branch in branches(text) for value in branch.values()}


def test_findings_have_reason_standard_and_source() -> None:
    (branch,) = [each for each in branches(score_json(plant.complete())) if each["id"] == "A"]
    findings = branch["findings"]
    assert [(each["date"], each["source"]) for each in findings] == sorted(
        ((each["date"], each["source"]) for each in findings), key=lambda key: (key[0], int(key[1].rpartition(":")[2]))
    )
    first = findings[0]
    assert first["points"] == "-3.000000"
    assert (first["reason"], first["standard"]) == ("三个月未开", "补开会议")
    assert first["source"] == "data/2021Q1/inspection/dq.yaml:9"
    assert first["department"] == "党群部"
    suppressed = [each for each in findings if each["suppressed_by"]]
    assert [(each["points"], each["suppressed_by"]) for each in suppressed] == [
        ("0.000000", "data/2021Q1/inspection/dq.yaml:21")
    ]


def test_areas_of_one_name_are_told_apart() -> None:
    twice = plant.RUBRIC.replace("name: 党风廉政建设", "name: 党建工作")
    (first, *_) = branches(score_json(plant.scored(twice)))
    assert list(first["areas"]) == ["党建工作（DJ）", "党建工作（LZ）", "加减分"]


def test_areas_that_are_published_show_their_rounding() -> None:
    by_area = plant.RUBRIC.replace("measure:\n", "measure:\n  rounding: {at: areas}\n")
    (first, *_) = branches(score_json(plant.scored(by_area)))
    assert first["areas"]["党建工作"] == "27.27"


def test_a_file_of_ours_is_known_by_how_it_begins(tmp_path: Path) -> None:
    file = tmp_path / "score.json"
    file.write_text(score_json(plant.complete()), encoding="utf-8")
    assert ours.json_of("kaoping.score")(file)
    file.write_text('{"format": "other"}', encoding="utf-8")
    assert not ours.json_of("kaoping.score")(file)
