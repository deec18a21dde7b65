"""The kinds of change in Chinese: what changes, and how."""

from collections.abc import Mapping

from dangjian_kaoping.compare.diff.kinds import ChangeKind, Direction, Level

LEVEL: Mapping[Level, str] = {"error": "重大", "warning": "一般", "info": "提示"}
"""How much a change weighs."""
DIRECTION: Mapping[Direction, str] = {"stricter": "收严", "looser": "放宽", "neutral": "其他"}
"""Which way it goes for a branch that does no better than before."""

_PART: Mapping[str, str] = {
    "rubric-version": "版本",
    "rubric-title": "细则名称",
    "rubric-note": "说明",
    "effective-from": "施行季度",
    "total": "总分",
    "area": "专业方面",
    "areas": "专业方面的顺序",
    "area-name": "方面名称",
    "area-points": "方面满分",
    "area-times": "方面的系数",
    "item": "考评项目",
    "items": "项目的顺序",
    "item-title": "项目名称",
    "item-focus": "考核侧重",
    "item-requirement": "考评内容",
    "item-standard": "整改标准",
    "item-was": "项目的原编号（was）",
    "item-points": "满分",
    "item-department": "检查部室",
    "item-due": "考评时间",
    "item-deadline": "考评期限",
    "area-short": "方面的简称",
    "self-due-day": "报送自评的日子",
    "item-materials": "备查材料",
    "item-task": "单项工作",
    "item-factor": "只作系数",
    "item-not-applicable": "不涉及时的计分办法",
    "item-exempt-class": "不涉及的支部类别",
    "item-floor": "最低分",
    "item-start": "起点",
    "item-ceiling": "最高分",
    "item-loss-highest-only": "全项只扣最重的一条",
    "item-gain-highest-only": "全项只取最高的一条",
    "item-highest-only": "全项只取最重（最高）的一条",
    "item-loss-cap": "全项扣分封顶",
    "item-gain-cap": "全项得分封顶",
    "item-cap": "全项封顶",
    "group": "条款组",
    "groups": "条款组的顺序",
    "group-title": "组名",
    "group-points": "组满分",
    "group-start": "组起点",
    "group-ceiling": "组最高分",
    "group-loss-highest-only": "组内只扣最重的一条",
    "group-gain-highest-only": "组内只取最高的一条",
    "group-highest-only": "组内只取最重（最高）的一条",
    "group-loss-cap": "组扣分封顶",
    "group-gain-cap": "组得分封顶",
    "group-cap": "组封顶",
    "veto-clause": "一票否决条款",
    "clause": "条款",
    "clauses": "条款的顺序",
    "clause-text": "条款原文",
    "clause-rule": "规则",
    "clause-was": "条款的原编号（was）",
    "clause-domain": "可能的数的范围",
    "clause-level-order": "各档的次序",
    "clause-group": "所属的组",
    "clause-department": "记本条的部室",
    "clause-unit": "计量单位",
    "clause-ties": "并列名次的计法",
    "clause-scorer-weights": "各类打分人的权重",
    "clause-ballot-level": "投票各档的分",
    "clause-absent-scorers": "一类没有人打分的计法",
    "clause-marks": "每人打几个分",
    "clause-required": "应做的数",
    "clause-effect": "条款的后果",
    "clause-fact": "检查时记什么",
    "clause-counts-as": "以什么计",
    "clause-record": "读哪一条的记录",
    "clause-period": "应做数的周期",
    "clause-if-none": "应做数是 0 的计法",
    "clause-sample-size": "规定抽查的数量",
    "clause-full": "来源的满分",
    "clause-level": "档次（级别）",
    "clause-role": "角色",
    "clause-undone": "按单项工作未完成考核",
    "clause-empties": "不得分",
    "clause-veto": "一票否决",
    "clause-below-zero": "扣到零分以下（倒扣）",
    "inspection-weight": "检查考评的权重",
    "self-weight": "自查自评的权重",
    "self-assessment": "自查自评",
    "missing-month": "自评缺月的计法",
    "composite-floor": "最低综合得分",
    "bonus-limit": "加分总封顶",
    "penalty-limit": "扣减总封顶",
    "bonus-on": "加分计在哪里",
    "measure-times": "总分的系数",
    "rounding-places": "保留的小数位数",
    "rounding-mode": "修约方式",
    "rounding-stage": "修约的环节",
    "year-combine": "年度得分的算法",
    "ranking": "并列以后的名次",
    "tie-breakers": "同分时的比较次序",
    "last-places": "末位的名数",
    "last-pool": "末位的范围",
    "last-edge": "末位并列的处理",
    "small-pool": "支部较少的界线",
    "small-last": "支部较少时末位的名数",
    "measure-repeat-window": "屡查屡犯往前看的轮数",
    "year-quarters": "年度评先至少要有的季度数",
    "grade": "等次",
    "year-flags": "不参加年度评先选优的考核情形",
    "commendation-flags": "不参加评先选优的考核情形",
    "commendation-grade": "评先选优要达到的等次",
    "published-part": "公开版公布的内容",
    "grade-line": "等次的分数线",
    "grade-limit": "等次的比例",
    "grade-count": "等次的名额",
    "grade-areas": "等次对各方面的要求",
    "grade-limit-pool": "等次比例按谁计",
    "grade-limit-ties": "等次比例并列跨线的处理",
    "grade-limit-rounding": "等次名额的取整",
    "policy-version": "版本",
    "policy-title": "办法名称",
    "policy-note": "说明",
    "reward": "奖励",
    "dock": "考核扣减",
    "reward-fund": "基金",
    "reward-cap": "每个支部奖励的封顶",
    "reward-floor": "每个支部奖励的保底",
    "reward-amount": "奖励的数",
    "dock-cap": "扣减的封顶",
    "dock-floor": "扣减的最低数",
    "dock-amount": "扣减的数",
    "coefficient-cap": "系数的封顶",
    "coefficient-floor": "系数的最低数",
    "net-floor": "实发的最低数",
    "number": "数",
    "setting": "设定",
}

_SIDED: Mapping[str, tuple[str, str]] = {
    "clause": ("扣分条款", "得分（加分）条款"),
    "rule": ("扣分规则", "得分规则"),
    "line": ("起扣线", "起算线"),
    "price": ("扣分标准", "得分标准"),
    "below": ("起扣线（低于）", "起算线（低于）"),
    "above": ("起扣线（高于）", "起算线（高于）"),
    "level": ("本档扣分", "本档得分"),
    "share": ("最多扣分", "最多得分"),
    "whole": ("多少算满额", "多少算满额"),
    "role": ("角色折算系数", "角色折算系数"),
    "times": ("倍数", "倍数"),
    "step": ("每一步的大小", "每一步的大小"),
    "drop-highest": ("去掉的最高分个数", "去掉的最高分个数"),
    "drop-lowest": ("去掉的最低分个数", "去掉的最低分个数"),
    "steps": ("不足一步的计法", "不足一步的计法"),
    "table": ("分段扣分", "分段得分"),
    "range": ("酌情扣分的幅度", "酌情得分的幅度"),
    "overlap": ("两段重叠的取法", "两段重叠的取法"),
    "repeat": ("屡查屡犯的扣分", "重复发生的得分"),
    "repeat-window": ("屡查屡犯往前看的轮数", "往前看的轮数"),
    "late-most": ("迟报计数的上限", "迟报计数的上限"),
    "never": ("始终未报的扣分", "始终未报的得分"),
    "free": ("免扣的数量", "不计的数量"),
    "cap": ("本条扣分封顶", "本条得分封顶"),
    "highest-per-event": ("同一事件只扣最重", "同一事件只取最高"),
    "highest-only": ("只扣最重的一件", "只取最高的一件"),
    "combine": ("几条记录的合法", "几条记录的合法"),
    "when": ("起作用的条件", "起作用的条件"),
}
"""Where points are taken, and where they are given."""

_VERB: Mapping[str, str] = {
    "increased": "提高",
    "decreased": "降低",
    "stricter": "收严",
    "looser": "放宽",
    "changed": "改动",
    "reordered": "调整",
    "rewritten": "换了写法，对各类支部都一样",
}
_FEWER: Mapping[str, str] = {"increased": "增加", "decreased": "减少"}
_COUNTED = frozenset(
    {
        *("clause-required", "clause-sample-size", "last-places", "small-last", "small-pool", "rounding-places"),
        *("measure-repeat-window", "year-quarters"),
        *(
            f"{side}-{part}"
            for side in ("loss", "gain")
            for part in ("free", "late-most", "drop-highest", "drop-lowest")
        ),
    }
)
"""Parts of which there is more or less; the others go up and down."""


def part_in_words(part: str) -> str:
    """What changes: `满分`, `扣分标准`."""
    if part in _PART:
        return _PART[part]
    side, _, rest = part.partition("-")
    taken, given = _SIDED[rest]
    return taken if side == "loss" else given


def kind_in_words(kind: ChangeKind) -> str:
    """What changes and how: `满分提高`, `新增扣分条款`."""
    part = part_in_words(kind.part)
    match kind.verb:
        case "added" if kind.part == "item-materials":
            return f"{part}增加"
        case "removed" if kind.part == "item-materials":
            return f"{part}减少"
        case "added":
            return f"新增{part}"
        case "removed":
            return f"取消{part}"
        case "renamed":
            return f"{part}改编号"
        case "moved":
            return f"{part}移动"
        case "split":
            return f"{part}拆出"
        case "merged":
            return f"{part}并入"
        case "perhaps-renamed":
            return f"{part}也许是改编号"
        case "kept":
            other = "规则" if kind.part == "clause-text" else "原文"
            return f"{other}改了，{part}没有改"
    if kind.part in _COUNTED and kind.verb in _FEWER:
        return part + _FEWER[kind.verb]
    return part + _VERB[kind.verb]
