"""What became of forms, in words."""

from collections.abc import Mapping

from dangjian_kaoping.forms.outcome import Difference, Outcome, State

STATE: Mapping[State, str] = {
    "refused": "有错误，没有导入",
    "differs": "与导入过的不一样，没有导入",
    "new": "新写",
    "changed": "改写",
    "copy": "与另一张表一样，只导入一张",
    "unchanged": "与记录的一样，不必写",
}
"""In the order in which they are told: first what is to be done, then what was done."""


def where_in_words(outcome: Outcome) -> str:
    """A form, and where it went: `发电部自评表.xlsx → data/…`."""
    if outcome.of:
        return f"{outcome.filing.file} = {outcome.of}"
    return " → ".join(filter(None, [outcome.filing.file, "、".join(outcome.files)]))


def difference_in_words(difference: Difference) -> str:
    """One thing that a form says otherwise: `发电部党支部 DJ-01/缺会：记的是…；表里是…`."""
    subject = " ".join(filter(None, [difference.branch, difference.what]))
    if not difference.before and not difference.after:
        return f"{subject}：先后不一样"
    was = f"记的是“{difference.before}”" if difference.before else "没有记"
    now = f"表里是“{difference.after}”" if difference.after else "表里没有"
    return f"{subject}：{was}，{now}" if subject else f"{was}，{now}"


def counts_in_words(outcomes: tuple[Outcome, ...]) -> str:
    """How many forms became what: `40 张表：新写 38 张；有错误，没有导入 2 张`."""
    counted = {state: sum(each.state == state for each in outcomes) for state in STATE}
    told = "；".join(f"{STATE[state]} {count} 张" for state, count in counted.items() if count)
    return f"{len(outcomes)} 张表：{told}"
