"""The Chinese of 检查组: how far the teams of a department lie apart, and what may be read from it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.engine.otherwise.teams import LEAST_EXCHANGES, DepartmentTeams, TeamMean
from dangjian_kaoping.exact import divided, places, times
from dangjian_kaoping.words.figures import TABLE_PLACES

TEAMS = "各检查组在各类支部平均扣的分（检查扣分，单位：分；括号里是去了几个支部）"
READ_SO = "扣得多的组，可能是尺度严，也可能是去的支部问题多；只说明该问问哪里，不能据此改分。"


def mean_in_words(mean: TeamMean | None) -> str:
    """What a team took on the mean, and at how many branches; nothing where it went to none."""
    return "" if mean is None else f"{places(mean.mean, TABLE_PLACES)}（{mean.branches}）"


def apart_in_words(department: DepartmentTeams) -> str:
    """How far its teams lie apart, and how often they would by an exchange of their names."""
    apart = f"相差 {places(department.apart, TABLE_PLACES)} 分（各组比本类支部平均多扣的分，最多的减最少的）"
    if department.number < LEAST_EXCHANGES:
        return f"{apart}；组名在同类支部之间调换，只有 {department.number} 种调法，太少，看不出是不是碰巧。"
    found = department.exchanges
    if found is None:
        return f"{apart}；支部多，组名的调法数不过来，没有算。"
    percent = places(times(found.share, Decimal(100)), 1)
    return f"{apart}；组名在同类支部之间调换，共 {found.of} 种调法，其中 {found.as_far} 种（{percent}%）相差不比这小。"


def teams_in_words(departments: Sequence[DepartmentTeams]) -> Iterator[str]:
    """All of it in sentences, where there is no room for a table a department."""
    for department in departments:
        classes = (
            f"{each.branch_class}类 " + "、".join(f"{mean.team} {mean_in_words(mean)}" for mean in each.teams)
            for each in department.classes
        )
        told = f"{'；'.join(classes)}。{apart_in_words(department)}{without_in_words(department)}"
        yield f"{department.department}：{told}"
    if departments:
        yield READ_SO + chance_in_words(departments)


def without_in_words(department: DepartmentTeams) -> str:
    """The branches that are left out since no team is named; empty where there is none."""
    return f"没有写检查组、没有算的：{'、'.join(department.without)}。" if department.without else ""


def chance_in_words(departments: Sequence[DepartmentTeams]) -> str:
    """What is to be expected of so many departments by chance; empty of one."""
    number = sum(each.exchanges is not None for each in departments)
    if number < 2:
        return ""
    percent = places(divided(Decimal(100), Decimal(number)), 0)
    return f"{number} 个部室各比一次：就算各组尺度都一样，平均也会有一个部室的百分数碰巧在 {percent}% 以下。"
