"""多人打分 `scorers`: scores of several people, averaged.

写法：`scorers: 谁打分`，`full: 每人打分的满分`；`levels: {优秀: 100, 称职: 80}` 投票定档的，各档算几分；`marks: 4` 每人
一张打几个分，取这张的平均；`drop_highest`、`drop_lowest` 去掉几个最高、最低分，也可以写 `'10%'`（本类人数的一成，不足
一个的不去）；`weights: {领导: 0.6, 群众: 0.4}` 是各类打分人的权重；`absent` 有一类没有人打分的：`refuse` 不能计分，
`zero` 这一类按 0 分，`share` 它的权重按比例分给其他各类
意思：各人打的分取平均。记录写 `scores: [3, 2, 1]`；分类的写 `scores: {领导: [90], 群众: [80, 85]}`；每人打几个分的
一人一张，写 `scores: [[90, 80], [85, 70]]`；投票的写各档的票数 `votes: {优秀: 10, 称职: 6}`，分类的写
`votes: {领导: {优秀: 2}, 群众: {称职: 8}}`。`issued: 20` 是发出几张（“发出20张、收回18张”），只记下来、印出来，不进平均
默认：不去最高最低；不分类；每人一个分；`absent: refuse`
例：`{fact: {scorers: 评委, full: 10, drop_highest: 1, drop_lowest: 1}, earn: {share: 10}}` 记
`{scores: [6, 8, 9, 10]}` 得 8.5 分
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from typing_extensions import TypeAliasType

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, minus, plain, plus, times, total, whole_steps
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Combine,
    Hundredth,
    Problem,
    Readers,
    Recorded,
    Say,
    Setting,
    Stating,
    Terms,
    Unlike,
    hundredth,
    is_percent,
)
from dangjian_kaoping.facts.ballots import (
    Issued,
    Scores,
    Tally,
    Votes,
    ballot_problems,
    cast,
    issued,
    like_a_number,
    tallies,
    votes_of,
)
from dangjian_kaoping.facts.ballots_near import ballots_near
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.neighbours import Neighbour
from dangjian_kaoping.facts.quantity import HUNDRED, Quantity, Reach
from dangjian_kaoping.model.marks import Discriminator, Field, Tag
from dangjian_kaoping.model.rule import EachRule, Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Amount, Count, Name, Percentage, Text

Drop = TypeAliasType(
    "Drop",
    Annotated[
        Annotated[Count, Tag("=count")] | Annotated[Percentage, Tag("=percentage")],
        Discriminator(lambda value: "=percentage" if isinstance(value, str) and value.endswith("%") else "=count"),
    ],
)
"""How many marks are dropped: a number, or so many hundredths of those of a class of scorers."""
_HALF = Decimal(50)
_ABSENT = {"zero": "这一类按 0 分计", "share": "它的权重按比例分给其他各类"}


class ScorersFact(Adding["ScorersStated"]):
    """多人打分: scores of several people, averaged. A finding writes `scores: [3, 2, 1]`, where classes of scorers
    weigh differently `scores: {领导: [90, 88], 职工: [85]}`, or of ballots `votes: {优秀: 10, 称职: 6}`.
    """

    TAG = "scorers"
    TITLE = "多人打分"
    RECORDED = ("scores", "votes", "issued")
    WANTED = "scores: [各人打的分]"
    RULES = (ShareRule, EachRule, TableRule)
    CHANGES: ClassVar = {
        "scorers": UNIT,
        "full": Setting("clause-full", "amount"),
        "drop_highest": Setting("{side}-drop-highest", "whole_number"),
        "drop_lowest": Setting("{side}-drop-lowest", "whole_number"),
        "weights": Setting("clause-scorer-weights"),
        "levels": Setting("clause-ballot-level", "numbers"),
        "absent": Setting("clause-absent-scorers"),
        "marks": Setting("clause-marks"),
    }
    CALLED: ClassVar = {
        "scores": "各人打分 打分 各人得分",
        "scorers": "打分人 评委 打分",
        "drop_highest": "去掉最高分 去最高",
        "drop_lowest": "去掉最低分 去最低",
        "weights": "权重 占比 比重",
        "votes": "票数 得票 投票 票",
        "issued": "发出 发出票数 发放 发出张数",
        "levels": "各档 档次 票种",
        "absent": "缺席 无人打分 没有人打分",
        "marks": "每人打几个 每张几个 每人几个分",
    }
    IS_STATE = True
    NEEDED = True
    COUNTS = False
    WORSE = "less"
    PART = ("所差的分占满分的比例", "得分占满分的比例")

    scorers: Text = Field(description="谁打分")
    full: Amount = Field(description="每人打分的满分")
    levels: dict[Name, Amount] = Field(default={}, description="投票定档的，各档算几分，如 {优秀: 100, 称职: 80}")
    marks: Count | None = Field(default=None, description="每人一张打几个分，取这张的平均；不写就是一个")
    drop_highest: Drop = Field(default=0, description="去掉几个最高分；也可以是本类的百分之几，如 '10%'")
    drop_lowest: Drop = Field(default=0, description="去掉几个最低分；也可以是本类的百分之几，如 '10%'")
    weights: dict[Name, Amount] = Field(default={}, description="各类打分人的权重，合计为 1")
    absent: Literal["refuse", "zero", "share"] = Field(
        default="refuse",
        description="有一类没有人打分的：不能计分 refuse、这一类按 0 分 zero、它的权重按比例分给其他各类 share",
    )

    def names(self) -> Iterator[tuple[str, Collection[str]]]:
        yield "weights", self.weights
        yield "levels", self.levels

    def check(self, rule: Rule | None, faults: Faults, readers: Readers = ()) -> None:
        if self.full <= 0:
            faults.add(codes.KP220(problem="满分 full 是 0，不能折算"), self.place_of("full"))
        whole = sum(self.weights.values(), Decimal(0))
        if self.weights and whole != ONE:
            faults.add(codes.KP203(what="各类打分人", sum=plain(whole)), self.key_of("weights"))
        for key, problem in self._wrong_settings():
            faults.add(codes.KP220(problem=problem), self.place_of(key))
        for label, number in self.levels.items():
            if number > self.full:
                problem = f"“{label}”算 {plain(number)} 分，超过满分 full 的 {plain(self.full)} 分"
                faults.add(codes.KP220(problem=problem), self.place_of("levels", label))
            if like_a_number(label):
                problem = f"“{label}”像是一个数，分不清是档次还是分数"
                faults.add(codes.KP220(problem=problem), self.key_of("levels", label))

    def _wrong_settings(self) -> Iterator[tuple[str, str]]:
        """Keys with what is wrong with their values."""
        if self.marks == 0:
            yield "marks", "marks 是每人打几个分，从 1 起"
        if self.absent != "refuse" and not self.weights:
            yield "absent", "absent 说的是有一类没有人打分的怎么办，没有分类（weights）就用不上"
        for key, drop in (("drop_highest", self.drop_highest), ("drop_lowest", self.drop_lowest)):
            if isinstance(drop, str) and _percent_of(drop) > _HALF:
                yield key, f"{key} 去掉 {drop}，一头最多去掉 50%"

    # ── in a record ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def wanted(self) -> str:
        each = "各人投的档" if self.levels else "各人打的分"
        marks = f"[{each}]" if self.marks is None else f"[[一个人的 {self.marks} 个], …]"
        votes = "votes: {各档: 票数}，或 " if self.levels and self.marks is None else ""
        if not self.weights:
            return f"{votes}scores: {marks}"
        # of each class by itself
        who = next(iter(self.weights))
        votes = votes.replace("{各档: 票数}", f"{{{who}: {{各档: 票数}}, …}}")
        return f"{votes}scores: {{{who}: {marks}, …}}"

    def problem(self, stated: "ScorersStated", asked: Asked) -> Problem | None:
        return next(ballot_problems(self, stated), None)

    def hundredths(self, stated: "ScorersStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.scorers) and self.full > ONE and not self.levels:
            for votes in votes_of(stated).values():
                for vote, _ in votes:
                    for mark in vote if isinstance(vote, tuple) else (vote,):
                        yield from hundredth("scores", mark if isinstance(mark, Decimal) else None)

    def neighbours(self, stated: "ScorersStated", asked: Asked) -> Iterator[Neighbour]:
        return ballots_near(self, stated)

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        """None in a row of its own: marks are entered on the sheet for them (`facts/marks.py`)."""
        return ()

    def boxed(self, stated: "ScorersStated", months: int | None) -> Mapping[str, str]:
        return {}

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return {}

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def running(self, recorded: Sequence[Recorded["ScorersStated"]], terms: Terms) -> Iterator[Quantity]:
        """The mean of all marks so far."""
        pooled: dict[str, dict[Exact, int]] = {}
        for each in recorded:
            for who, box in tallies(self, each.finding).items():
                mine = pooled.setdefault(who, {})
                for mark, count in box.items():
                    mine[mark] = mine.get(mark, 0) + count
            mean = self._weighed(pooled) if self.weights else self._mean(pooled.get("", {}))
            yield Quantity(mean, self.full, lacking=minus(self.full, mean))

    def _weighed(self, pooled: dict[str, dict[Exact, int]]) -> Exact:
        """The classes' means by their weights; of one that is absent nothing, or its weight is the others'."""
        present = {who: weight for who, weight in self.weights.items() if any(pooled.get(who, {}).values())}
        whole = total(times(self._mean(pooled[who]), weight) for who, weight in present.items())
        counted = total(present.values())
        return divided(whole, counted) if self.absent == "share" and counted else whole

    def _mean(self, box: Tally) -> Exact:
        """The mean without the highest and lowest that are dropped; of too few, the mean of all."""
        count = sum(box.values())
        low, high = _dropped(self.drop_lowest, count), _dropped(self.drop_highest, count)
        if count <= low + high:
            low = high = 0
        whole: Exact = ZERO
        passed = 0
        for mark in sorted(box):
            # of the places that this mark takes in order, those that are not dropped at either end
            first, last = max(passed, low), min(passed + box[mark], count - high)
            whole = plus(whole, times(mark, Decimal(max(last - first, 0))))
            passed += box[mark]
        return divided(whole, Decimal(count - low - high)) if count else ZERO

    def is_borrowed(self, effect: str) -> bool:
        return True

    @property
    def reach(self) -> Reach:
        marks = self.levels.values()
        low = min(marks, default=ZERO) if self.absent != "zero" else ZERO
        return Reach(low, False, max(marks, default=self.full))

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        """Other people and other marks give another score; the same marks may be averaged in another way, but where
        one class was absent that now has to be there.
        """
        asked = [(each.scorers, each.full, each.marks, set(each.levels), set(each.weights)) for each in (self, after)]
        absent = after.absent == "refuse" != self.absent
        return None if asked[0] == asked[1] and not absent else "fact"

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        """One scorer of each class marks so; of ballots only what a label says can be."""
        mark: object = number
        if self.levels:
            mark = next((label for label, marked in self.levels.items() if marked == number), None)
        if mark is None or not isinstance(number, Decimal):
            return None
        sheet = mark if self.marks is None else (mark,) * self.marks
        return ({"scores": dict.fromkeys(self.weights, (sheet,)) if self.weights else (sheet,)},)

    def few_numbers(self, months: int) -> tuple[Exact, ...]:
        return tuple(sorted(set(self.levels.values())))

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return "分"

    @property
    def subject(self) -> str:
        return "平均分"

    @property
    def is_rate(self) -> bool:
        return True

    @property
    def any_in_words(self) -> str:
        return "平均分大于 0 的"

    def each_in_words(self, step: str, *, one: bool) -> str:
        return f"平均分每{step}"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        parts = [f"{self.scorers}打分取平均，满分 {plain(self.full)} 分"]
        if self.levels:
            parts.append("、".join(f"“{label}”按 {plain(number)} 分" for label, number in self.levels.items()) + "计")
        if self.marks is not None:
            parts.append(f"每人打 {self.marks} 个，取平均")
        for drop, which in ((self.drop_highest, "最高分"), (self.drop_lowest, "最低分")):
            if isinstance(drop, str):
                parts.append(f"去掉 {drop} 的{which}")
            elif drop:
                parts.append(f"去掉 {drop} 个{which}")
        if self.weights:
            parts.append("、".join(f"{who}权重 {plain(weight)}" for who, weight in self.weights.items()))
        if self.absent != "refuse":
            parts.append(f"有一类没有人打分的，{_ABSENT[self.absent]}")
        return "，".join(parts)

    def recorded_in_words(self, stated: "ScorersStated") -> str:
        votes = votes_of(stated)
        if stated.votes is not None:
            said = "；".join(
                f"{who} {words}".strip()
                for who, several in votes.items()
                if (words := "、".join(f"“{label}” {number} 票" for label, number in several))
            )
            text = f"投票 {said}" if said[:1] != "“" else f"投票{said}"
        else:
            groups = {who: "、".join(_vote_in_words(vote) for vote, _ in several) for who, several in votes.items()}
            text = "打分 " + "；".join(f"{who} {words}".strip() for who, words in groups.items())
        given = self.beside_reason_in_words(stated)
        return f"{text}（{given}）" if given else text

    def beside_reason_in_words(self, stated: "ScorersStated") -> str:
        return "" if stated.issued is None else _given_out_in_words([stated])

    def together_in_words(self, stated: Sequence["ScorersStated"], combine: Combine = "worst") -> str:
        if len(stated) < 2:
            return ""
        given = f"，共{_given_out_in_words(stated)}" if all(each.issued is not None for each in stated) else ""
        return f"几处打的分放在一起平均{given}"


def _given_out_in_words(stated: Sequence["ScorersStated"]) -> str:
    """发出20张、有效18张: of records that all say how many were given out."""
    return f"发出 {sum(issued(each) or 0 for each in stated)} 张、有效 {sum(map(cast, stated))} 张"


def _vote_in_words(vote: object) -> str:
    if isinstance(vote, tuple):
        return f"（{'、'.join(map(_vote_in_words, vote))}）"
    return plain(vote) if isinstance(vote, Decimal) else str(vote)


def _percent_of(drop: str) -> Decimal:
    return Decimal(drop.removesuffix("%"))


def _dropped(drop: int | str, count: int) -> int:
    """How many of so many marks are dropped: whole ones only."""
    if isinstance(drop, int):
        return drop
    return int(whole_steps(divided(times(Decimal(count), _percent_of(drop)), HUNDRED)))


class ScorersStated(Stated):
    """The keys of a record of it; by class of scorers where these weigh differently."""

    KIND: ClassVar[KindOfFact] = ScorersFact
    scores: Scores | None = None
    votes: Votes | None = None
    issued: Issued | None = None
