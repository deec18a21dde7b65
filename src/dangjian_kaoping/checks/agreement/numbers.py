"""Numbers that only the text or only the rule of a clause has. It works whether the text is understood or not."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from dangjian_kaoping.checks.agreement import roles
from dangjian_kaoping.checks.agreement.ruled import Ruled
from dangjian_kaoping.exact import ONE, Exact, divided, minus, plus, times
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.grammar.meaning import Figure, Saying

_HUNDRED = Decimal(100)
_FEW = 40
_ORDER = re.compile("依次|分别|顺序|名|等次|、")
"""Words by which places follow each other."""
_PERIODS = (
    ("月", (Decimal(3), Decimal(12))),
    ("季", (Decimal(4),)),
    ("年", (Decimal("0.25"), Decimal("0.5"))),
    ("周", (Decimal(13),)),
)
"""By how much a number is more in a quarter, or in a year, of which a text says that it is of each of these."""
_HOW_MANY_PLACES = ("fact", "of")
"""The key of how many take part in a ranking, which the roster says and no text."""
_GIVES = frozenset(("earn", "bonus", "give_back"))
_TAKES_SAID = re.compile(r"[扣减][罚减除分]{0,2}\s*$")
_GIVES_SAID = re.compile(r"[得计加奖][分励]?\s*$")
_WHOLE = re.compile("满分|全部|全扣|标准分|基[本础]分|[该本此各]项目?的?分|比例|折算|为止|分值|平均")
"""Words by which a text speaks of all the points that there are."""
_HALVES = (Decimal("0.5"),)
_STEPPED = re.compile("每[降进退后升]|依次|递[减增]")
"""Words by which each place has so many points less than the one before."""
_LACKS = re.compile("不合格|未|缺|没有")
_NOTHING_MEANT = re.compile(r"\s*(?:分|$|[—～~-])")
_SLIP_BEFORE = re.compile(r"[扣减加过多、]\s*$")
_CAP_SAID = re.compile("(?:最多|最高|不超过|累计)[扣得加减]?$")
_MORE = re.compile("再|另|追加|并加")
"""Words by which one price comes on top of another."""


class Around(NamedTuple):
    """What else may hold a number of a clause: the words around its text, and the numbers around its rule."""

    words: frozenset[Decimal]
    """Numbers of the requirement and the titles, and of the texts of clauses that it is read together with."""
    points: frozenset[Decimal]
    """满分 of the item and the group, and how far they go."""
    numbers: frozenset[Decimal]
    """All numbers of what it stands in, and of the rules of the clauses that it is read together with."""


class Agreement:
    """The numbers of a text beside those of a rule: `own` are those of the clause, `rules` those of all clauses that
    have the same text.
    """

    def __init__(
        self,
        saying: Saying,
        fact: AnyFact,
        own: Sequence[Ruled],
        rules: Sequence[Ruled],
        names: frozenset[Decimal],
        around: Around,
    ) -> None:
        self.whole = fact.is_whole
        self.monthly = getattr(fact, "per", "") == "month"
        self.ordinal = fact.ORDINAL
        self.in_points = fact.unit == "分" or fact.TAG == "amount"
        self.levels = len(fact.known_levels)
        self.imported = fact.TAG in ("imported", "scorers")
        counted = getattr(fact, "counts_as", None) or ""
        lacking = counted in ("failed_percent", "missing_percent")
        self.percent = "percent" in counted and lacking != bool(_LACKS.search(saying.reading.sentence))
        self.saying = saying
        self.own = own
        self.rules = rules
        self.around = around
        self._points = around.points if _WHOLE.search(saying.reading.sentence) else frozenset()
        self.said = {abs(each.value) for each in (*saying.asked, *saying.beside)} | around.words
        self.ruled = {abs(each.value) for each in rules} | names | around.numbers
        self.paid = self.ruled | around.points

    def unsaid(self) -> Iterator[Ruled]:
        """The numbers of the rule that the text does not have; of a text without any number, which leaves them to
        something else, none.
        """
        if self.saying.asked:
            yield from (each for each in self.own if abs(each.value) not in self.said and not self._follows(each))

    def unruled(self) -> Iterator[Figure]:
        """The numbers that the text asks for and that no rule has."""
        yield from (
            each
            for each in self.saying.asked
            if abs(each.value) not in (self.paid if self.is_points(each) else self.ruled)
            and not self._stands_for(abs(each.value), each)
        )

    # ── a number of the rule, in other words of the text ───────────────────────────────────────────────────────

    def _follows(self, each: Ruled) -> bool:
        value, role = abs(each.value), each.role
        if role in roles.WHOLES and each.keys != _HOW_MANY_PLACES:
            return value in (_HUNDRED, ONE) or value in self.around.points
        if role in roles.LIMITS_OF_FACTS or each.keys == _HOW_MANY_PLACES or (not value and not self._is_slip(each)):
            return True
        if each.per_head and self._per_head(value):
            return True
        if value in self.saying.factors and (role in roles.PARTS or (role == "each" and self.imported)):
            return True
        if role == "weights" and value * 10 in self.said:
            # 四六开
            return True
        if value == ONE and role == "each" and self.in_points:
            return True
        if value == ONE and (role in roles.ONE_UNSAID or role in roles.BOUNDS or self._times):
            return True
        if role in roles.POINTS:
            return self._points_follow(each, value)
        if role in roles.BOUNDS:
            return self._bound_follows(role, value)
        return role == "required" and any(times(each, by) == value for each in self.said for by in self._periods)

    def _is_slip(self, each: Ruled) -> bool:
        """Whether 0 says nothing that anybody would write; for some classes a rule may well not hold."""
        if each.role == "within":
            return each.keys[-1] == 1
        return each.role in roles.NEVER_NOTHING and "by_class" not in each.keys

    def _points_follow(self, each: Ruled, value: Decimal) -> bool:
        text = self.saying.reading.sentence
        if value in self._points or value in self._multiples or self._is_all(each, value):
            return True
        if "table" in each.keys and _STEPPED.search(text) and self._is_stepped(value):
            return True
        wholes = [each.value for each in self.own if each.role == "full"]
        if any(times(value, by) in self.said | self.around.points for by in (*self._times, *wholes)):
            return True
        if _MORE.search(text) and value in {plus(one, two) for one in self._asked for two in self._asked}:
            return True
        if each.role == "at_most" and text.count("、"):
            # 甲、乙、丙各得1分: three of it
            return any(times(one, Decimal(text.count("、") + 1)) == value for one in self._asked)
        opposed = self._taken if each.keys[0] in _GIVES else self._given
        return any(minus(full, one) == value for full in self.around.points for one in opposed)

    def _is_all(self, each: Ruled, value: Decimal) -> bool:
        """Whether it is all that there is, for what is done in full: that nothing is taken need not be said."""
        best = each.keys[0] in _GIVES and each.role in ("levels", "points")
        return (best or each.role == "share") and value in self.around.points

    def _is_stepped(self, value: Decimal) -> bool:
        """第一名200分，每降1位减4分: 196, 192, …"""
        return any(
            times(step, Decimal(count)) in (minus(value, one), minus(one, value))
            for one in self._asked
            for step in self._asked
            for count in range(1, min(len(self.own), _FEW) + 1)
        )

    def _bound_follows(self, role: str, value: Decimal) -> bool:
        # the last of twelve; places in their order
        near = self._near(role, value)
        for each in self.rules:
            if each.keys[:2] == ("fact", "of"):
                near += [minus(each.value, value), plus(minus(each.value, value), ONE)]
        if self.ordinal and _STEPPED.search(self.saying.reading.sentence):
            return True
        in_order = bool(_ORDER.search(self.saying.reading.sentence)) and value == int(value) <= len(self._asked)
        return value == _HUNDRED or in_order or any(one in self.said for one in near)

    def _per_head(self, value: Decimal) -> bool:
        parts = {divided(one, other) for one in (ONE, *self._asked) for other in self._asked if other}
        several = {*parts, *self.saying.factors}
        return value in several or any(value == times(one, by) for one in several for by in self.saying.factors)

    # ── a number of the text, in other words of the rule ───────────────────────────────────────────────────────

    def _stands_for(self, value: Decimal, figure: Figure) -> bool:
        text = self.saying.reading.sentence
        if not value:
            # 得0分, 扣0—2分 say nothing; 每0次, 最多扣0分 are slips
            return bool(_NOTHING_MEANT.match(text, figure.end)) and not _SLIP_BEFORE.search(text[: figure.start])
        if value == _HUNDRED and re.search(r"满分|百分|总分|%|％", text):
            return True
        if re.match(r"\s*[%％]", text[figure.end :]):
            of_points = {times(value.scaleb(-2), each) for each in self.around.points}
            if value.scaleb(-2) in self._parts or of_points & self.around.points:
                return True
        if any(times(value, by) in self.ruled for by in self.saying.factors if by >= ONE or by in _HALVES):
            return True
        prices_by = {each.value for each in self.rules if "table" in each.keys and each.role == "points"}
        if "每" in text and any(minus(one, value) in prices_by for one in prices_by):
            return True
        if not _CAP_SAID.search(text[: figure.start]) and any(
            divided(value, by) in self.ruled for by in self._times if by
        ):
            return True
        lines = ((each.role, abs(each.value)) for each in self.rules if each.role in roles.BOUNDS)
        if not self._is_price(figure) and any(value in self._near(*each) for each in lines):
            return True
        required = {each.value for each in self.rules if each.role == "required"}
        if any(times(value, by) in required for by in self._periods):
            return True
        prices = [each for each in self.rules if each.role == "prices"]
        if value == int(value) and value <= len(prices):
            return True
        if value == self.levels and re.match(r"[个种]?[档级类等]", text[figure.end :]):
            return True
        heads = {abs(each.value) for each in self.rules if each.per_head}
        if heads and any(
            each in heads or times(each, by) in heads
            for each in self._shares(value)
            for by in (ONE, *self.saying.factors)
        ):
            return True
        if _MORE.search(text) and any(minus(each, value) in self._asked for each in self.ruled if each > value):
            return True
        return self._is_rest(value, figure)

    @cached_property
    def _parts(self) -> frozenset[Decimal]:
        """Numbers of the rule that are parts of a whole; and by what what stands around it is multiplied."""
        of_scores = {"each"} if self.imported else set()
        parts = {"roles", "weights", "times", *of_scores}
        return frozenset(each.value for each in self.rules if each.role in parts or each.per_head) | self.around.numbers

    def _near(self, role: str, value: Decimal) -> list[Exact]:
        """What a line may be called too: 三次以上 is more than two; those who fail are the rest of those who pass."""
        near: list[Exact] = []
        if self.whole and role != "free":
            near.append(minus(value, ONE) if role in ("from", "under", "below") else plus(value, ONE))
        return [*near, minus(_HUNDRED, value)] if self.percent else near

    def is_points(self, figure: Figure) -> bool:
        """Whether a number of the text is said to be points."""
        return self.saying.reading.sentence[figure.end :].lstrip().startswith("分")

    def _is_price(self, figure: Figure) -> bool:
        before = self.saying.reading.sentence[: figure.start]
        return bool(_TAKES_SAID.search(before) or _GIVES_SAID.search(before))

    def _shares(self, value: Decimal) -> Iterator[Exact]:
        for one in self._asked - {value}:
            if one and value:
                yield from (divided(one, value), divided(value, one), divided(ONE, value))

    def _is_rest(self, value: Decimal, figure: Figure) -> bool:
        """Whether what is said to be taken is what is left where points are given, or the other way round."""
        before = self.saying.reading.sentence[: figure.start]
        pays = {each.keys[0] in _GIVES for each in self.rules if each.role in roles.POINTS}
        opposed = (_TAKES_SAID.search(before) and True in pays) or (_GIVES_SAID.search(before) and False in pays)
        return bool(opposed) and any(minus(full, value) in self.ruled for full in self.around.points)

    # ── what is said ───────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _asked(self) -> frozenset[Decimal]:
        found = frozenset(abs(each.value) for each in self.saying.asked)
        # of more than any sentence has, no two are put together
        return found if len(found) <= _FEW else frozenset()

    @cached_property
    def _periods(self) -> tuple[Decimal, ...]:
        text = self.saying.reading.sentence
        return tuple(
            by for word, several in _PERIODS if word in text for by in several if not (self.monthly and by > 1)
        )

    @cached_property
    def _multiples(self) -> frozenset[Exact]:
        # half a price, twice a price; of a percentage only what is so much of all that there is
        whole = [each for each in self.saying.factors if each >= ONE or each in _HALVES]
        parts = [each for each in self.saying.factors if each not in whole]
        found = {times(each, factor) for each in self.said | self._points for factor in whole}
        return frozenset(found | {times(each, factor) for each in self.around.points for factor in parts})

    @cached_property
    def _times(self) -> tuple[Decimal, ...]:
        return tuple(each.value for each in self.rules if each.keys == ("times",))

    @cached_property
    def _taken(self) -> tuple[Decimal, ...]:
        return tuple(self._said_behind(_TAKES_SAID))

    @cached_property
    def _given(self) -> tuple[Decimal, ...]:
        return tuple(self._said_behind(_GIVES_SAID))

    def _said_behind(self, word: re.Pattern[str]) -> Iterable[Decimal]:
        text = self.saying.reading.sentence
        return (each.value for each in self.saying.asked if self.is_points(each) and word.search(text[: each.start]))
