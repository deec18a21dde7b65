"""绩效奖励办法 in words, and what is said of a payout."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.engine.score.interval import completed, written
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.reward import (
    AboveFactor,
    BandsFactor,
    BelowFactor,
    Coefficient,
    Factor,
    Figure,
    GradeFactor,
    Penalty,
    RankFactor,
    Reward,
    RewardRules,
    Row,
    ShortFactor,
    When,
    Word,
)
from dangjian_kaoping.words.figures import yuan
from dangjian_kaoping.words.names import FLAG, WITHOUT_BONUS
from dangjian_kaoping.words.rubric.quantity import stretch_in_words
from dangjian_kaoping.words.veto import veto_in_words

FIGURE: Mapping[Figure, str] = {
    "composite": "综合得分",
    "without_bonus": WITHOUT_BONUS,
    "inspection": "检查得分",
    "base": "基础分",
}
"""计奖得分."""
WORD: Mapping[Word, str] = {
    "score": "得分",
    "heads": "人数",
    "coefficient": "系数",
    "undone": "未完成的单项工作数",
    "reward": "本季度奖励",
}
"""The factors that a word names."""


PROVISIONAL_QUARTER = "有党支部还没有综合得分，不在表内；补齐之前不能兑现"
PROVISIONAL_YEAR = "有的季度还缺综合得分"
"""Why the money of a quarter, of a year, is provisional."""


def policy_in_words(rules: RewardRules) -> Iterator[tuple[str, str]]:
    """Each rule of a policy: what it is about, and what it says. Defaults are told like what is written."""
    yield "计奖得分", FIGURE[rules.score]
    if rules.coefficient is not None:
        yield "系数", _coefficient(rules.coefficient)
    for name, part in rules.rewards.items():
        yield f"奖励·{name}", "；".join(_reward(part))
    yield "不发奖励", "；".join(["一票否决写明不得兑现的，到年底", *map(when_in_words, rules.no_reward)])
    for name, penalty in rules.penalties.items():
        yield f"扣减·{name}", "；".join(_penalty(penalty))
    if rules.penalties:
        yield "实发", _net(rules.net_at_least)


def _net(least: Decimal | ByClass | None) -> str:
    if least is None:
        return "核定奖励 - 考核扣减；照扣，可以是负数"
    return f"核定奖励 - 考核扣减，扣到 {_number(least)} 元为止"


def _coefficient(rule: Coefficient) -> str:
    return product_in_words(rule.product) + _limits(rule.at_least, rule.at_most, "")


def _limits(low: Decimal | ByClass | None, high: Decimal | ByClass | None, unit: str) -> str:
    words = "" if low is None else f"，最少 {_number(low)}{unit}"
    return words if high is None else f"{words}，最多 {_number(high)}{unit}"


def part_in_words(part: Reward | Penalty | Coefficient) -> str:
    """One rule of a policy, in full."""
    if isinstance(part, Coefficient):
        return _coefficient(part)
    return "；".join(_reward(part) if isinstance(part, Reward) else _penalty(part))


def _reward(part: Reward) -> Iterator[str]:
    if part.has_fund or part.funds:
        yield from _fund(part)
    if part.when is not None:
        yield f"{when_in_words(part.when)}才参加"
    limits = _limits(part.at_least, part.at_most, " 元")
    if part.share_by is not None:
        yield (
            f"按份额分，份额 = {product_in_words(part.share_by)}，每个支部{limits[1:]}"
            if limits
            else (f"按份额分，份额 = {product_in_words(part.share_by)}")
        )
    elif part.pay is not None:
        yield f"按定额发，金额 = {product_in_words(part.pay)}{limits}"
    if part.has_fund:
        yield {
            "share": "封顶、取消兑现而没有发出去的，由其余支部分",
            "return": "没有发出去的收回",
            "carry": "没有发出去的结转到下季度",
        }[part.rest or "share"]
    if part.pay is not None and part.has_fund:
        yield "合计超过基金的不兑现" if part.over == "refuse" else "合计超过基金的同比例压减"
    if part.share_by is not None:
        yield (
            "除不尽的几分钱按余数从大到小各补一分，余数相同的名次在前的先补"
            if part.last_fen == "rank"
            else "除不尽的几分钱舍去，留在基金里"
        )


def _fund(part: Reward) -> Iterator[str]:
    own = "，各类支部各分各的" if isinstance(part.fund or part.fund_per_head, ByClass) else ""
    if part.fund is not None:
        yield f"每季度基金 {_number(part.fund)} 元{own}"
    elif part.fund_per_head is not None:
        yield f"每季度基金按每人 {_number(part.fund_per_head)} 元提取{own}"
    for quarter, number in part.funds.items():
        yield f"{quarter.chinese}的基金是 {_number(number)} 元"


def _penalty(part: Penalty) -> Iterator[str]:
    who = "" if part.when is None else f"{when_in_words(part.when)}，"
    yield f"{who}扣 {product_in_words(part.dock)} 元{_limits(part.at_least, part.at_most, ' 元')}"
    if part.group is not None:
        yield f"与同属“{part.group}”的只扣最重的一项"


def when_in_words(when: When) -> str:
    """A condition: `末位或单项工作未完成的`, `等次是基本合格、不合格的`."""
    words = []
    if when.flags:
        words.append("或".join(FLAG[flag] for flag in when.flags))
    if when.grades:
        words.append(f"等次是{'、'.join(when.grades)}")
    if when.classes:
        words.append(f"{'、'.join(when.classes)}类支部")
    if stretch := stretch_in_words(written(when), "分"):
        words.append(f"得分{stretch}")
    return f"{'、'.join(words)}的"


def product_in_words(factors: Sequence[Factor]) -> str:
    """Factors multiplied: `（得分 - 80）× 人数`."""
    return " × ".join(map(_factor, factors))


def _factor(factor: Factor) -> str:
    match factor:
        case str():
            return WORD[factor]
        case Decimal() | ByClass():
            return _number(factor)
        case AboveFactor():
            return f"得分超过 {_number(factor.above)} 分的部分"
        case BelowFactor():
            return f"得分低于 {_number(factor.below)} 分的部分"
        case ShortFactor():
            return f"（1 - 得分 ÷ {_number(factor.short_of)}）"
        case GradeFactor():
            return f"等次的数（{'，'.join(f'{name} {_number(value)}' for name, value in factor.grade.items())}）"
        case RankFactor():
            where = "同类支部的名次" if factor.within == "class" else "名次"
            ties = "，并列的取平均" if factor.ties == "mean" else ""
            return f"{where}的数（{_rows(factor.rank, '名')}{ties}）"
        case BandsFactor():
            return f"得分段的数（{_rows(factor.bands, '分')}）"


def _rows(rows: Sequence[Row], unit: str) -> str:
    stretches = completed(rows)
    found = zip(rows, stretches, strict=True)
    return "，".join(f"{stretch_in_words(stretch, unit)} {_number(row.value)}" for row, stretch in found)


def _number(number: Decimal | ByClass) -> str:
    if isinstance(number, Decimal):
        return plain(number)
    words = [f"{name} {plain(value)}" for name, value in number.by_class.items()]
    if number.otherwise is not None:
        words.append(f"其余 {plain(number.otherwise)}")
    return f"（{'，'.join(words)}）"


def remarks(payout: Payout) -> str:
    """What a reader has to know of a payout: why there is no reward, and for what it was docked."""
    return "；".join(_remarks(payout))


def _remarks(payout: Payout) -> Iterator[str]:
    if payout.no_reward:
        vetoes = [
            f"{each.quarter.chinese} {each.force.item.id} {veto_in_words(each.force.veto)}"
            for each in payout.claim.vetoes
        ]
        yield f"不发奖励（{'、'.join(vetoes)}）" if vetoes else "不发奖励"
    for name, step in payout.penalties.items():
        if step.value and name in payout.counted:
            yield f"{name}扣 {yuan(step.value)}"
    less = [name for name, step in payout.penalties.items() if step.value and name not in payout.counted]
    if less:
        yield f"同组的{'、'.join(less)}不重复扣"
    if payout.penalty.value != payout.penalty.uncapped.value:
        yield f"扣到实发的最低数为止，实扣 {yuan(payout.penalty.value)}"


def funds_in_words(result: RewardResult) -> Iterator[str]:
    """What came of each fund."""
    for pool in result.pools:
        name, branch_class = pool.key
        title = f"{name}（{branch_class}类）" if branch_class else name
        if pool.fund.name == names.PAID_WITHOUT_FUND:
            yield f"{title}：核定奖励 {yuan(pool.paid)} 元，没有基金限额"
            continue
        more = f"（含上季度结转 {yuan(pool.carried_in)} 元）" if pool.carried_in else ""
        words = f"{title}：基金 {yuan(pool.fund.value)} 元{more}，核定奖励 {yuan(pool.paid)} 元"
        if pool.retained:
            words += f"，余 {yuan(pool.retained)} 元{'结转到下季度' if pool.carries else '收回'}"
        yield words
    if result.lapsed:
        yield f"上季度结转的 {yuan(result.lapsed)} 元，本办法没有同名的项目，收回"


def amounts_in_words(paid: RewardResult | RewardYear) -> str:
    """What all branches together get, are docked and are paid (元), in the words of the table's heads."""
    return f"核定奖励 {yuan(paid.reward)} 元，考核扣减 {yuan(paid.penalty)} 元，实发 {yuan(paid.net)} 元"


def recounted_in_words(heads: Iterable[str], *, capitals: bool = True) -> str:
    """Which columns of a sheet of money recount themselves, and that all else stays as it was decided."""
    others = "其余各栏和大写金额" if capitals else "其余各栏"
    return f"{'、'.join(heads)}和合计是公式，随表里的数重算；{others}是核定的，不随得分重算。"


def year_in_words(year: RewardYear) -> str:
    """What became of the money (元) of all quarters of a year."""
    rest = f"，没有发出去的 {yuan(year.retained)} 元" if year.retained else ""
    return f"全年基金 {yuan(year.fund)} 元，{amounts_in_words(year)}{rest}。"
