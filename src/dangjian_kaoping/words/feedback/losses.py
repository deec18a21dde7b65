"""扣分、加分和扣减 in words: item by item, each with its reasons, the standard, the deadline and the best branch."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.follow.feedback import Best, Feedback, Loss
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.apportioning import Part
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.exact import total
from dangjian_kaoping.words.absence import absence_in_words
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.names import STATUS
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line
from dangjian_kaoping.words.record.adjustment import settings_in_words
from dangjian_kaoping.words.record.finding import consequences_in_words
from dangjian_kaoping.words.record.part import own_in_words, part_in_words, rest_in_words
from dangjian_kaoping.words.record.record import kind_of, reason_of, standard_of
from dangjian_kaoping.words.rubric.item import aside_in_words, aside_rule_in_words

_NAMED = 3
"""So many of the best branches are named."""
_NO_DEADLINE = {"on_site": "已当场改好", "shortfall": "不列台账"}

_COLUMNS = (
    Column("考评项目", left=True, most=7),
    Column("得分", most=4),
    Column("失分", most=3),
    Column("失分原因和依据", left=True, most=20),
    Column("整改标准", left=True, most=14),
    Column("整改期限", most=5),
    Column("这一项做得最好的", left=True, most=14),
)

_BESIDE = {"bonus": "加分", "penalty": "扣减", "veto": "一票否决"}
_EXTRAS = (
    Column("考评项目", left=True, most=8),
    Column("加减分", most=6),
    Column("原因和依据", left=True, most=40),
    Column("整改标准", left=True, most=16),
    Column("整改期限", most=5),
)


def losses(feedback: Feedback) -> Section:
    """Every item that has less than its full marks."""
    title = "分失在哪里，怎样改"
    scored = [score for score in feedback.placing.score.inspected.items if score.value is not None and score.points]
    if not feedback.losses:
        words = "各项都得满分。" if scored else "还没有可以计分的项目。"
        return Section(title, (words,))
    lost = shown(total(each.lost for each in feedback.losses))
    rest = len(scored) - len(feedback.losses)
    sentences = [f"共有 {len(feedback.losses)} 项没有得满分，合计失 {lost} 分；其余 {rest} 项得满分或不计入。"]
    rows = tuple(_row(loss, feedback.placing.score.branch.branch_class) for loss in feedback.losses)
    return Section(title, tuple(sentences), Table(_COLUMNS, rows), (_ABOUT_DEADLINES,))


_ABOUT_DEADLINES = (
    "“不列台账”是比例、档次等指标上的差距，按整改标准改进，不单独销号；有期限的问题由查出的部室复查销号。"
)


def _row(loss: Loss, branch_class: str) -> tuple[str, ...]:
    score = loss.score
    parts = loss.parts
    standing = [
        part.finding
        for part in parts
        if part.finding is not None and _tells(part) and not part.finding.recorded.withdrawn
    ]
    reasons = [_reason(part, branch_class) for part in parts if _tells(part)]
    # what a review set, and what stands apart, has words of its own
    if reasons:
        reasons += [_rest(part, branch_class) for part in parts if part.rest == "not_earned"]
    reasons += settings_in_words(score, places=False)
    value = "" if score.value is None else shown(score.value)
    return (
        f"{score.item.id}\n{score.item.title}",
        f"{value}/{shown(score.points)}",
        shown(loss.lost),
        _numbered(reasons) or _without_finding(loss),
        _numbered(list(dict.fromkeys(filter(None, map(_standard, standing))))),
        "\n".join(dict.fromkeys(map(_deadline, standing))),
        "已是最好" if loss.best is None else _best(loss.best),
    )


def _tells(part: Part) -> bool:
    """Whether a finding took something, or says why it was recorded."""
    finding = part.finding
    return finding is not None and bool(part.points or finding.points or finding.recorded.finding.reason is not None)


def _rest(part: Part, branch_class: str) -> str:
    return f"{rest_in_words(part, branch_class)}（{part_in_words(part)}）"


def _without_finding(loss: Loss) -> str:
    if loss.score.step.name == names.BY_MEAN:
        return aside_in_words(loss.score, "")
    if loss.score.status != "scored":
        rule, reason = aside_rule_in_words(loss.score.item), loss.score.step.term("reason")
        if isinstance(reason, Absence):
            return f"{absence_in_words(reason)}{f'，{rule}' if rule else ''}"
        return f"{STATUS[loss.score.status]}{f'，{rule}' if rule else ''}"
    return "没有得分的记录"


def _numbered(texts: Sequence[str]) -> str:
    """One under the other, with numbers where there are several."""
    if len(texts) < 2:
        return "".join(texts)
    return "\n".join(f"{index}. {text}" for index, text in enumerate(texts, 1))


def _reason(part: Part, branch_class: str) -> str:
    clause, finding = _recorded(part)
    record = finding.recorded.finding
    words = in_a_line(reason_of(finding) or clause.clause.fact.recorded_in_words(record))
    own = [] if clause.vetoes and clause.effect == "veto" else [part_in_words(part)]
    more = [*own, *consequences_in_words(clause, finding, branch_class, places=False)]
    beside = clause.clause.fact.beside_reason_in_words(record) if reason_of(finding) else ""
    more += filter(None, [own_in_words(part), beside])
    who = finding.recorded.department or ""
    number = f"{record.id}　" if record.id and not finding.fault_told_elsewhere else ""
    day = finding.recorded.inspected_on
    seen = f"{who}的清单" if day is None else f"{who}{day_in_words(day)}检查"
    return f"{number}{words}（{'；'.join([in_a_line(clause.clause.text), *more, seen])}）"


def _recorded(part: Part) -> tuple[ClauseScore, FindingScore]:
    """The clause and the finding of a part that is no rest."""
    assert part.clause is not None
    assert part.finding is not None
    return part.clause, part.finding


def _standard(finding: FindingScore) -> str:
    return in_a_line(standard_of(finding.recorded.finding, finding) or "")


def _deadline(finding: FindingScore) -> str:
    until = finding.recorded.finding.rectify_by
    return _NO_DEADLINE[kind_of(finding.recorded.finding)] if until is None else until.isoformat()


def _best(best: Best) -> str:
    names = [placing.score.branch.name for placing in best.placings]
    more = f"等 {len(names)} 个" if len(names) > _NAMED else ""
    words = f"{'、'.join(names[:_NAMED])}{more}：{shown(best.value)}/{shown(best.points)}"
    return "\n".join([words, *_how(best)])


def _how(best: Best) -> Iterator[str]:
    """How the best of them worked, where it is recorded: of the first only, a sheet is no report."""
    for placing, score in best.findings[:1]:
        finding = score.recorded.finding
        parts = (("落实", finding.carried_out), ("过程", finding.process), ("成效", finding.result))
        told = "；".join(f"{name}：{in_a_line(text)}" for name, text in parts if text)
        yield f"{placing.score.branch.name}的做法　{told}"


def extras(feedback: Feedback) -> Section:
    """加分, 扣减 and vetoes, as far as there are any."""
    branch_class = feedback.placing.score.branch.branch_class
    effects = {_recorded(part)[0].effect for part in feedback.others}
    title = "、".join(name for effect, name in _BESIDE.items() if effect in effects)
    rows = []
    for part in feedback.others:
        clause, finding = _recorded(part)
        takes = clause.effect != "bonus" and not finding.recorded.withdrawn
        row = (
            f"{finding.item.id}\n{finding.item.title}",
            part_in_words(part),
            _reason(part, branch_class),
            _standard(finding) if takes else "",
            _deadline(finding) if takes else "",
        )
        rows.append(row)
    if effects == {"bonus"}:
        return Section(title, (), Table(_EXTRAS[:3], tuple(row[:3] for row in rows)))
    return Section(title, (), Table(_EXTRAS, tuple(rows)))
