from dangjian_kaoping.write.layout import width_of
from dangjian_kaoping.write.text.rubric import rubric_list, rubric_show

from . import plant
from .golden import assert_golden


def test_a_rubric_is_readable() -> None:
    text = rubric_show(plant.rubric(), 100)
    assert_golden("rubric.txt", text)
    text.encode("gbk")
    assert max(map(width_of, rubric_show(plant.rubric(), 60).splitlines())) <= 60


def test_versions_are_listed_as_they_came_into_force() -> None:
    older = plant.RUBRIC.replace("version: 2020", "version: 2019").replace(
        "effective_from: 2020Q1", "effective_from: 2019Q3"
    )
    older = older.replace("points: 10\n    focus", "points: {by_class: {生产: 10}, otherwise: 12}\n    focus")
    lines = rubric_list([plant.rubric(), plant.rubric(older)]).splitlines()
    assert [line.split() for line in lines[2:]] == [
        ["2019", "2019Q3", "10", "50", "4", "(8%)", "6", "(12%)", "6", "(12%)", "试行细则"],
        ["2020", "2020Q1", "10", "50", "4", "(8%)", "6", "(12%)", "6", "(12%)", "试行细则"],
    ]


def test_points_that_differ_by_class_are_told_from_least_to_most() -> None:
    two = plant.RUBRIC.replace("points: 10\n    focus", "points: {by_class: {生产: 10, 机关: 12}}\n    focus")
    (line,) = rubric_list([plant.rubric(two)]).splitlines()[2:]
    assert line.split() == ["2020", "2020Q1", "10", "50～52", "4", "6", "6", "试行细则"]


def test_an_empty_list_says_so() -> None:
    assert rubric_list([]) == "还没有细则。\n"
