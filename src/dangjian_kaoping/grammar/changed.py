"""A price that changes the one before it (协办减半, 再犯的加倍): it is taken out, what is left is read, and then it is
put into the meaning.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.grammar.entry import DoubtError, unread, unsettled
from dangjian_kaoping.grammar.meaning import Figure, Meaning, Part, Word, as_written
from dangjian_kaoping.grammar.patterns import NUMBER, UNIT
from dangjian_kaoping.grammar.tokens import number
from dangjian_kaoping.grammar.told import EARLIER, HALVED, Reason

_HALF = re.compile(
    r"(?P<head>[，；;]\s*)(?P<role>协办|参与|配合|协助|协作|参加)(?:单位|支部|方|部门|者)?的?，?(?P<half>减半)"
    r"(?:[扣加得计记]分|计算|执行|计|奖励)?(?:的)?(?=$|[，；;。])"
)
_HALF_POINT = re.compile(r"(?<=分[，；;、])[^，；;。]*减半分")
"""Behind a price: half of that, or half a point."""
_MAIN = re.compile(
    r"(?:\A|(?<=[，；;。：:、])|作为|由)\s*(?P<role>主办|承办|牵头|主持|独立完成|主要完成)(?:单位|支部|方|部门|者)?"
)
_AGAIN = re.compile(
    r"[，；;]\s*(?:如|若|对)?(?:同[一样类]问题)?(?:整改后)?"
    r"(?:再犯|屡查屡犯|屡犯|连续(?P<rounds>[两二2])\s*个?季度?(?:都|均)?(?:发生|发现|出现|查出|存在|(?P<what>(?:未|没有|不)[一-鿿]{1,6}?))?)(?:同[类样]?问题|问题)?(?:的|者)?，?"
    rf"(?:每(?P<unit>{UNIT}))?(?:扣[除减]?\s*(?P<price>{NUMBER})\s*分|(?P<double>加倍|双倍)(?:扣[除减]?分?|处罚)?)(?=$|[，；;。])"
)
_FIRST = re.compile("(?:首次|初次|第一次)(?:发[现生]|出现|查出)?|首犯|初犯")
_EARLIER = re.compile("再犯|屡查屡犯|屡犯")
_ALONE = re.compile(
    r"(?<!防止)(?<!杜绝)(?<!避免)(?:再犯|屡查屡犯|(?<!屡查)屡犯)(?:同[类样]?问题|问题)?(?:的|者)?\s*(?=[，；。每扣加双本不]|$)"
)
"""Words before a price that say that earlier rounds had it."""
_ONCE = "没有写每次"
"""How the default begins that takes a price once."""


class Changed(NamedTuple):
    """What changes the price of a sentence."""

    text: str
    """The sentence without it; the other characters stand where they stood."""
    how: re.Match[str]
    main: re.Match[str] | None

    def on(self, found: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
        """The meaning of the rest with it. Raises DoubtError where the rest is not one price."""
        if len(found) != 1:
            raise self._unsure()
        return (self._halved(found[0]) if "half" in self.how.re.groupindex else self._repeated(found[0]),)

    def _unsure(self) -> DoubtError:
        return _doubt(self.how, HALVED if "half" in self.how.re.groupindex else EARLIER)

    def _halved(self, meaning: Meaning) -> Meaning:
        rule, effect, defaults = _open(meaning)
        price = rule.get(effect)
        if not isinstance(price, Mapping) or rule.keys() - {"fact", effect, "at_most", "highest_per_event"}:
            raise self._unsure()
        fact = rule["fact"]
        assert isinstance(fact, Mapping)
        if price.keys() == {"each"} and fact.keys() == {"count"}:
            name = self._name(price["each"])
            fact = {"event": (Word(name),)}
            rule[effect] = {"levels": {name: price["each"]}}
            if name == _SOMETHING:
                defaults.append(f"没有写是什么事，级别叫作“{name}”")
        elif fact.keys() != {"event"} or price.keys() != {"levels"}:
            raise self._unsure()
        else:
            defaults.append("各级都按角色折算")
        half = Figure(Decimal("0.5"), self.how.end("half") - 1, self.how.end("half"))
        main = _OTHERS if self.main is None else self.main["role"]
        if self.main is None:
            defaults.append(f"不是{self.how['role']}的，角色叫作“{main}”")
        roles: dict[str, Part] = {main: Word("1"), self.how["role"]: half}
        return meaning._replace(
            rule={**rule, "fact": {**fact, "roles": roles}},
            end=max(meaning.end, self.how.end()),
            defaults=tuple(defaults),
        )

    def _name(self, price: Part) -> str:
        """What the points are for, as the sentence says it."""
        assert isinstance(price, Figure)
        said = re.sub(rf"每{UNIT}|[从在]总分中?|各?(?:奖励|[加得扣计])分?$", "", self.text[: price.start].strip())
        return re.sub(r"[，；;：:\s]+", "", said).strip("的") or _SOMETHING

    def _repeated(self, meaning: Meaning) -> Meaning:
        rule, effect, defaults = _open(meaning)
        price, fact = rule.get(effect), rule["fact"]
        assert isinstance(fact, Mapping)
        counted = isinstance(price, Mapping) and price.keys() == {"each"} and fact.keys() == {"count"}
        events = isinstance(price, Mapping) and price.keys() == {"levels"} and fact.keys() == {"event"}
        if (
            not (counted or (events and self.how["double"]))
            or effect not in ("deduct", "penalty")
            or rule.keys() - {"fact", effect, "at_most", "highest_per_event"}
        ):
            raise self._unsure()
        assert isinstance(price, Mapping)
        once = defaults != list(meaning.defaults)
        unit = "" if once or events else as_written(fact["count"])
        if self.how["price"] and (self.how["unit"] or "") != unit:
            raise self._unsure()
        if self.how["what"] and self.how["what"] not in self.text:
            raise self._unsure()
        unsaid = meaning.unsaid
        if self.how["price"]:
            figure = Figure(number(self.how["price"].strip()), *self.how.span("price"))
            repeat: dict[str, Part] = {"prices": (price["each"], figure)}
        else:
            repeat = {"times": (Word("1"), Word("2"))}
        if self.how["rounds"]:
            repeat["window"] = Word("1")
            unsaid = (*unsaid, Figure(number(self.how["rounds"]), *self.how.span("rounds")))
            defaults.append("“连续”按上一轮查出过、要整改的，这一轮又有了（repeat）")
        else:
            said = _EARLIER.search(self.how[0])
            assert said is not None
            defaults.append(f"“{said[0]}”按前几轮查出过、要整改的又有了（repeat），往前看几轮按考评办法")
        if once:
            rule["fact"] = {"count": Word("次")}
            defaults.append("没有写每次，按每次都扣；再犯的分是代替原来的")
        else:
            defaults.append("再犯的分是代替原来的，不是另加")
        end = max(meaning.end, self.how.end())
        return meaning._replace(rule={**rule, "repeat": repeat}, unsaid=unsaid, end=end, defaults=tuple(defaults))


_SOMETHING = "事件"
"""What an event is called that has no name in the sentence."""
_OTHERS = "主办"
"""What those are called that did not only help (协办)."""


def changed(text: str) -> Changed | None:
    """What changes the price of a `normal` sentence, None if nothing does. Raises DoubtError where it stands alone."""
    if (known := _HALF_POINT.search(text)) is not None:
        raise _doubt(known, HALVED)
    if "减半" in text and (half := _HALF.search(text)):
        main = _MAIN.search(text[: half.start()])
        if main is None and (half["role"] != "协办" or "办" in text[: half.start()]):
            raise _doubt(half, HALVED)
        return Changed(_without(text, half, [] if main is None else [main]), half, main)
    if (again := _AGAIN.search(text)) and re.search("分", text[: again.start()]):
        return Changed(_without(text, again, _FIRST.finditer(text[: again.start()])), again, None)
    if alone := _ALONE.search(text):
        raise _doubt(alone, EARLIER)
    return None


def _without(text: str, how: re.Match[str], others: Iterator[re.Match[str]] | list[re.Match[str]]) -> str:
    for found in (how, *others):
        text = text[: found.start()] + " " * len(found[0]) + text[found.end() :]
    return text


def _open(meaning: Meaning) -> tuple[dict[str, Part], str, list[str]]:
    """The rule, its effect and its defaults, with no cap where that only says that the price is taken once."""
    rule, defaults = dict(meaning.rule), list(meaning.defaults)
    effect = next((each for each in ("deduct", "penalty", "earn", "bonus") if each in rule), "")
    if any(each.startswith(_ONCE) for each in defaults):
        defaults = [each for each in defaults if not each.startswith(_ONCE)]
        rule.pop("at_most", None)
    return rule, effect, defaults


def _doubt(found: re.Match[str], reason: Reason) -> DoubtError:
    raised = unsettled if reason.kind == "unsettled" else unread
    start = found.end() - len(found[0].lstrip("，；; "))
    return raised(start, found.end(), reason.why, reason.mend)
