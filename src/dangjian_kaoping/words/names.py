"""The Chinese of the engine's neutral names, in one place, for every writer."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from dangjian_kaoping.diagnostics import Diagnostic, Severity
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.item import Status
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.table import Incomplete
from dangjian_kaoping.engine.step import Operation
from dangjian_kaoping.exact import RoundingMode
from dangjian_kaoping.model.clause import Clause, Effect
from dangjian_kaoping.model.edition import DraftKind, Edition
from dangjian_kaoping.model.measure import Breaker, PublicPart
from dangjian_kaoping.model.rubric import Area, Item, Rubric

if TYPE_CHECKING:  # most commands have no year and pay nothing
    from dangjian_kaoping.engine.score.year import YearResult
    from dangjian_kaoping.model.reward import RewardPolicy

PROVISIONAL = "暂定"
"""What is not complete."""
DRAFT_MARKS: Mapping[DraftKind, str] = {"provisional": PROVISIONAL, "for_approval": "送审稿", "unsettled": "未定案"}
"""What stands across every page of a draft."""

FLAG: Mapping[Flag, str] = {"bottom_three": "末位", "task_not_done": "单项工作未完成", "veto": "一票否决"}
"""考核情形 in full."""
FLAG_SHORT: Mapping[Flag, str] = {"bottom_three": "末位", "task_not_done": "单项", "veto": "否决"}
"""Two characters for a long table."""
FLAG_MARK: Mapping[Flag, str] = {"bottom_three": "▼", "task_not_done": "●", "veto": "■"}
"""One character for a narrow column, with a legend (`FLAG`) below. All are in GBK."""

ADJUSTED_MARK = "◆"
"""复核调整 in a narrow column; it is in GBK too."""

RESCALED = "不计入，按其余各项折算"
HELD = "限在最低分与满分之间"
WITHOUT_BONUS = "综合得分（不含加分）"
"""What steps, rules and stands of items are called alike."""

STATUS: Mapping[Status, str] = {
    "scored": "已计分",
    "not_applicable": "不涉及",
    "not_due": "本季度不考评",
    "rescaled": RESCALED,
    "not_inspected": "未检查",
    "no_fact": "缺少记录",
    "awaiting": "等别的支部",
}
"""How an item stands at a branch."""

OPERATION: Mapping[Operation, str] = {
    "given": "原值",
    "sum": "相加",
    "difference": "相减",
    "product": "相乘",
    "quotient": "相除",
    "least": "取小",
    "most": "取大",
    "held": HELD,
    "rounded": "修约",
    "chosen": "取其一",
}
"""How a step follows from its parts."""

ROUNDING: Mapping[RoundingMode, str] = {
    "half_up": "四舍五入",
    "half_even": "四舍六入五成双",
    "down": "舍去",
    "up": "进一",
}
"""修约的办法."""

EFFECT_VERB: Mapping[Effect, str] = {
    "deduct": "扣",
    "earn": "得",
    "give_back": "还",
    "bonus": "加",
    "penalty": "扣减",
    "veto": "否决",
    "record": "记",
}
"""What a clause does with points."""

REASON: Mapping[Effect, str] = {
    "deduct": "扣分原因",
    "earn": "得分说明",
    "give_back": "还分原因",
    "bonus": "加分原因",
    "penalty": "扣减原因",
    "veto": "否决原因",
    "record": "记录说明",
}
"""What the reason of a finding is called."""

TIE_BREAKER: Mapping[Breaker, str] = {
    "inspection": "检查得分高者",
    "self_assessment": "自评得分高者",
    "base": "基础分高者",
    "bonus": "加分多者",
    "penalty": "扣减少者",
}
"""Who stands higher of those with the same composite."""

PUBLIC: Mapping[PublicPart, str] = {
    "last_places": "末位支部的名称",
    "undone": "单项工作未完成",
    "veto": "一票否决",
    "reasons": "扣分原因",
    "self_assessment": "自评得分和得分构成",
    "rectification": "逐条问题整改",
    "trend": "名次升降和走势",
}
"""What a measure publishes, or keeps, beside ranks, composites and areas."""

SEVERITY: Mapping[Severity, str] = {"error": "错误", "warning": "提醒", "info": "说明"}
"""How bad a fault is."""

_INCOMPLETE: Mapping[str, str] = {
    "not_inspected": "未检查",
    "no_fact": "检查缺少记录",
    "awaiting": "要等别的支部都有记录",
    "nothing_applicable": "各项目都不涉及",
    "no_factor": "没有一项涉及、算不出系数的方面",
    "self_nothing_applicable": "自评各项目都不涉及",
    "self_not_inspected": "自评未计",
    "self_no_fact": "自评缺少记录",
    "self_awaiting": "自评要等别的支部都有记录",
}


def names_in_words(names: Sequence[str], most: int = 5) -> str:
    """Names one after another; of many the first, and how many there are."""
    if len(names) <= most:
        return "、".join(names)
    return f"{'、'.join(names[:most])}等 {len(names)} 个"


def draft_mark(edition: Edition) -> str:
    """What stands across every page of a publication; empty where it is no draft."""
    return DRAFT_MARKS[edition.kind] if edition.draft else ""


def flags_in_words(flags: Iterable[Flag]) -> str:
    """考核情形, named one after another."""
    return "、".join(FLAG[flag] for flag in flags)


def incomplete_subject(reason: Incomplete) -> str:
    """What is missing: an item, or an item and clause as records write them (`DJ-02/定档`)."""
    subject = reason.subject
    if isinstance(subject, tuple):
        item, clause = cast(tuple[Item, Clause], subject)
        return f"{item.id}/{clause.id}"
    return subject.id if isinstance(subject, (Area, Item)) else ""


def version_in_words(document: "Rubric | RewardPolicy") -> str:
    """Which version of a document it is, and from when it is in force."""
    return f"{document.version} 版，{document.effective_from.chinese}起施行"


def titled_version_in_words(document: "Rubric | RewardPolicy") -> str:
    """By which document, where its being in force goes without saying: `《党支部量化考评细则》2020 版`."""
    return f"《{document.title}》{document.version} 版"


def faults_in_words(faults: Iterable[Diagnostic]) -> str:
    """How many there are of each severity: `2 个错误，1 个提醒`."""
    severities = [fault.severity for fault in faults]
    told = [f"{severities.count(severity)} 个{words}" for severity, words in SEVERITY.items() if severity in severities]
    return "，".join(told) or "没有错误，也没有提醒"


def incomplete_in_words(reasons: Iterable[Incomplete]) -> str:
    """Why a branch has no composite: `未检查 DJ-01、DJ-02；自评只交了 2 个月`."""
    subjects: dict[str, list[str]] = {}
    for reason in reasons:
        if reason.kind == "months":
            subjects[f"自评只交了 {reason.subject} 个月" if reason.subject else "没有交自评"] = []
        else:
            kind = _INCOMPLETE[reason.kind]
            if reason.waiting:
                kind = kind.replace("别的支部都有", names_in_words(reason.waiting))
            subjects.setdefault(kind, []).append(incomplete_subject(reason))
    return "；".join(f"{kind} {'、'.join(several)}".rstrip() for kind, several in subjects.items())


def why_unscored(score: BranchScore) -> str:
    """Why a branch has no composite, also where nothing in particular is missing."""
    return incomplete_in_words(score.incomplete) or "没有综合得分"


def why_provisional(result: RoundResult, what: str, departure: str = "") -> str:
    """Why a draft is one; `what` it is: 本表, 本页, 本通报; `departure` is how it is not as it was sealed."""
    return drafted(what, departure, unscored_in_words(result))


def unscored_in_words(result: RoundResult) -> str:
    """How a round is provisional; empty where it is not."""
    lacking = sum(placing.score.composite is None for placing in result.placings)
    return f"有 {lacking} 个党支部还不能计综合得分，名次未定、不定末位" if lacking else ""


def why_year_provisional(result: "YearResult", departure: str = "", what: str = "本表") -> str:
    """Why a draft of a year is one; `departure` is how it is not as it was sealed, `what` it is: 本表, 本页."""
    return drafted(what, departure, year_unscored_in_words(result))


def year_unscored_in_words(result: "YearResult") -> str:
    """How a year is provisional; empty where it is not."""
    lacking = sum(not placing.complete for placing in result.placings)
    return f"有 {lacking} 个党支部缺某一轮的综合得分，年度名次未定" if lacking else ""


def with_former_names(names: Iterable[str]) -> str:
    """A branch as it is called now, and as it was called before, given its names in order: `乙党支部（原甲党支部）`."""
    now, *former = dict.fromkeys(reversed(list(names)))
    return f"{now}（原{'、'.join(former)}）" if former else now


def renamed_in_words(branches: Iterable[Sequence[str]]) -> str:
    """Which branches were called otherwise before, given the names of each in order; empty where none was."""
    told = [with_former_names(names) for names in branches if len(set(names)) > 1]
    return f"更名的党支部：{'、'.join(told)}。" if told else ""


def drafted(what: str, *reasons: str, use: str = "公示、考核和兑现") -> str:
    """That something is a draft and not to be used, for these reasons (empty ones do not count)."""
    why = "；".join(each for each in reasons if each) or f"{what}是草稿，尚未发布"
    return f"{why}，{what if any(reasons) else ''}不作为{use}的依据。"
