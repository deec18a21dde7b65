"""依据与口径: by which rules, from which input, by which version the figures of a publication came about."""

from collections.abc import Iterable, Iterator, Sequence

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.year import YearResult
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.words.absence import absences_in_words
from dangjian_kaoping.words.names import (
    PROVISIONAL,
    draft_mark,
    version_in_words,
    why_provisional,
    why_unscored,
    why_year_provisional,
)
from dangjian_kaoping.words.record.adjustment import adjusted_in_words, composites_in_words, moved_in_words
from dangjian_kaoping.words.rubric.full_marks import exceptions_in_words, total_in_words
from dangjian_kaoping.words.rubric.measure import TIED, UNDONE, Rule, measure_in_words, weights_in_words
from dangjian_kaoping.words.rubric.reward import policy_in_words

_TAKING_PART = "本季度第一天和最后一天都在册的党支部参加考评，名称、类别以第一天为准"
_FORMULAS = (
    "小计、基础分、检查得分、自评得分、综合得分、名次、升降都是公式，改动项目得分就会重算；单元格里存的是公布时的值。"
    "项目得分由细则和检查记录算出，是数值{but}。"
    "修约的公式先用 ROUND 去掉二进制小数的尾差（如 0.1＋0.2 得 0.30000000000000004），再按规定修约一次；"
    "去尾差不改变精确值，不是两次修约。一票否决、附带条件的排名等公式说不清的，写数值。"
)
"""What the live formulas are, and what they do about binary numbers."""
_LOSSES = (
    "“扣分”是一行实际扣去的分，负数是还回、补回的分。同一项目各行的扣分相加，等于满分减得分；"
    "同一支部各行相加，等于各项满分之和减基础分（未修约）{taken}。不属于任何一条发现的（没有得分、不涉及、折算、复核定分），"
    "单列一行，在检查事实中写明。依据先写细则条款，再写检查记录所在的文件和行号。"
    "同一项目里有几条的：先算使本项（本组）不得分的，它扣去全部的分；从满分扣起的，再依次算扣分、得分，从零得起的，依次算得分、扣分；"
    "最后算还分。同一类的按检查日期先后，前面已经扣完或到了封顶的，后面的不再扣。"
)
"""How the rows of 扣分明细 add up."""
_WITHOUT = (
    "{sheets}：党支部多，没有要就不写，“综合排名”的自评得分因此是数值。"
    "要的加 --self-assessment 再写一次；一个支部的自评对照用 kaoping gap --branch 党支部 看。"
)
"""Which sheets a workbook of many branches lacks, and how to get them."""
_STANDING = "等次、末位、单项工作、评先选优是公布时评定的，不是公式，改动得分不重算。"
_BY_MEAN = "；不涉及而按涉及支部的平均得分率计的，是公式"


def round_method(result: RoundResult, edition: Edition, without: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """What each thing is about, and what is said of it, in the workbook of a round `without` some of its sheets."""
    rubric, told = result.rubric, measure_in_words(result.rubric.measure, result.rubric)
    yield _unit(edition)
    yield "考评季度", f"{result.quarter.chinese}（{result.quarter}）"
    yield "考评细则", _document(rubric)
    yield "是否暂定", _standing(result, edition)
    yield "参加考评的党支部", f"{len(result.placings)} 个。{_TAKING_PART}。"
    yield from _absent(result)
    yield "得分的构成", told.composition
    yield "权重", weights_in_words(rubric.measure)
    yield "加分和扣减", f"加分{told.bonus.words}；扣减{told.penalty.words}。"
    yield "修约", f"{told.rounding.words}；其余数字不修约，单元格里是精确值，显示至多 4 位小数。"
    yield from map(_sentence, (told.ranking, told.last, Rule("单项工作未完成", UNDONE), told.missing_month))
    yield f"本季{told.missing_month.title}", _missing_months(result)
    yield "复核调整", _adjustments(result)
    yield from _exceeded(result)
    yield "公式", _FORMULAS.format(but=_BY_MEAN if rubric.averages else "") + _STANDING
    if without:
        yield "没有写的表", _WITHOUT.format(sheets="、".join(without))
    yield "扣分明细", _LOSSES.format(taken="，得分取自“各项得分”")
    yield from _edition(edition, [rubric.note])
    yield (
        "怎样核对",
        f"在工作区运行 kaoping verify 本文件 逐格核对；kaoping score --quarter {result.quarter} 复算；"
        f"kaoping explain 党支部 --quarter {result.quarter} 逐步列出每个分数的来历。",
    )


def year_method(dossier: YearDossier, edition: Edition) -> Iterator[tuple[str, str]]:
    """The same in the workbook of a year, which is ranked by the measure of its last round."""
    result = dossier.result
    yield _unit(edition)
    yield _rounds_of_year(result)
    rubrics = {each.rubric.version: each.rubric for each in dossier.rounds}
    yield "考评细则", "\n".join(map(_document, rubrics.values()))
    if result.complete and not edition.draft:
        yield "是否暂定", "否。各党支部参加的各轮都有综合得分。"
    else:
        yield "是否暂定", f"{draft_mark(edition) or PROVISIONAL}。{why_year_provisional(result, edition.departure)}"
    yield from _year_rules(result)
    yield "公式", _FORMULAS.format(but="") + _STANDING
    yield "扣分明细", _LOSSES.format(taken="")
    yield from _edition(edition, [each.rubric.note for each in dossier.rounds])
    yield (
        "怎样核对",
        f"在工作区运行 kaoping verify 本文件 逐格核对；kaoping rank --year {result.year} 复算年度排名；"
        "各轮的计分过程见各轮的工作簿。",
    )


def year_page_method(dossier: YearDossier, edition: Edition) -> Iterator[tuple[str, str]]:
    """The same on the page of a year."""
    yield _rounds_of_year(dossier.result)
    rubrics = {each.rubric.version: each.rubric for each in dossier.rounds}
    yield "考评细则", "；".join(_document(each, where=False) for each in rubrics.values())
    yield from _year_rules(dossier.result)
    if notes := _notes(edition, [each.rubric.note for each in dossier.rounds]):
        yield "数据说明", " ".join(notes)
    yield _check(edition)


def _rounds_of_year(result: YearResult) -> tuple[str, str]:
    return "考评年度", f"{result.year} 年，考评 {len(result.quarters)} 轮：{'、'.join(map(str, result.quarters))}"


def _year_rules(result: YearResult) -> Iterator[tuple[str, str]]:
    told = measure_in_words(result.measure)
    yield "参加考评的党支部", f"{len(result.placings)} 个。名称、类别以本年最后一轮为准；没有检查的季度不算一轮。"
    yield "年度得分和排名", f"{told.year.words}。{told.rounding.words}。得分相同的{TIED[result.measure.ranking]}。"
    yield from filter(None, (told.grades, told.grade_limits, told.commendation))


def money_method(result: RewardResult, edition: Edition) -> Iterator[tuple[str, str]]:
    """The same in the workbook of a quarter's money."""
    policy = result.policy
    yield _unit(edition)
    yield "季度", f"{result.quarter.chinese}（{result.quarter}）"
    yield "奖励办法", _document(policy)
    yield from policy_in_words(policy)
    yield from _edition(edition, [policy.note])
    yield (
        "怎样核对",
        f"在同一工作区运行 kaoping reward --quarter {result.quarter} 复算；"
        f"kaoping explain 党支部 --quarter {result.quarter} 从实发一直说到每一条扣分。",
    )


def page_method(result: RoundResult, edition: Edition) -> Iterator[tuple[str, str]]:
    """The same on the page of a round, where every rule of the measure is told but what is kept from the public."""
    rubric, told = result.rubric, measure_in_words(result.rubric.measure, result.rubric)
    yield "考评细则", _document(rubric, where=False)
    yield "参加考评", _TAKING_PART
    yield from _absent(result)
    yield from (rule for rule in told if rule is not None and rule is not told.public)
    yield from _exceeded(result)
    if notes := _notes(edition, [rubric.note]):
        yield "数据说明", " ".join(notes)
    yield _check(edition)


def _check(edition: Edition) -> tuple[str, str]:
    return "核对", f"输入摘要（SHA-256）{edition.digest}，计算工具 kaoping {edition.tool_version}"


def _exceeded(result: RoundResult) -> Iterator[tuple[str, str]]:
    """What full marks do not hold, and what is multiplied; nothing where all is added up and held by them."""
    if words := "".join(exceptions_in_words(result)):
        yield "满分和系数", words


def _absent(result: RoundResult) -> Iterator[tuple[str, str]]:
    if told := list(absences_in_words(result)):
        yield "没有检查的部室", "".join(told)


def _sentence(rule: Rule) -> tuple[str, str]:
    return rule.title, f"{rule.words}。"


def _unit(edition: Edition) -> tuple[str, str]:
    return "单位", edition.unit + (f"（{edition.committee}）" if edition.committee else "")


def _document(document: Rubric | RewardPolicy, *, where: bool = True) -> str:
    """A rubric's or a policy's title, version, from when it is in force, its total and its file."""
    words = [f"《{document.title}》{version_in_words(document)}"]
    if isinstance(document, Rubric):
        words.append(total_in_words(document))
    if where and document.at.file:
        words.append(f"文件 {document.at.file}")
    return "，".join(words)


def _edition(edition: Edition, notes: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """Remarks on the data, and from which input by which version it was made."""
    yield "数据说明", "\n".join(_notes(edition, notes)) or "无"
    yield "输入摘要（SHA-256）", edition.digest
    yield "计算工具", f"kaoping {edition.tool_version}"


def _notes(edition: Edition, notes: Iterable[str | None]) -> list[str]:
    """What is remarked about the data, each once."""
    return list(dict.fromkeys(note for note in (*notes, *edition.notes) if note))


def _standing(result: RoundResult, edition: Edition) -> str:
    lacking = [each.score for each in result.placings if each.score.composite is None]
    all_scored = "各党支部均已计综合得分。"
    if not lacking and not edition.draft:
        return f"否。{all_scored}"
    reasons = "".join(f"\n{score.branch.name}：{why_unscored(score)}" for score in lacking)
    why = why_provisional(result, "本表", edition.departure)
    return f"{draft_mark(edition) or PROVISIONAL}。{why}{reasons or all_scored}"


def _missing_months(result: RoundResult) -> str:
    measure = result.rubric.measure
    if measure.self_assessment == "none":
        return "不要自查自评。"
    lacking = [
        each.score.branch.name + (f"（交了 {each.score.months} 个月）" if measure.self_assessment == "monthly" else "")
        for each in result.placings
        if each.score.months < MONTHS_OF_A_QUARTER
    ]
    return "、".join(lacking) + "。" if lacking else "无。"


def _adjustments(result: RoundResult) -> str:
    """Each branch that a review changed, with its composite before and after, and what was changed."""
    lines = []
    for score in (each.score for each in result.placings if each.score.adjusted):
        lines.append(f"{score.branch.name}：{composites_in_words(score)}")
        lines += map(adjusted_in_words, score.adjusted)
    if moved := moved_in_words(each.score for each in result.placings):
        lines.append(f"{moved}。")
    return "\n".join(lines) or "无。"
