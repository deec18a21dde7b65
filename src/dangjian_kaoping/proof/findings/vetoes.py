"""一票否决: vetoes that change nothing for whomever they strike (KP269)."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Veto
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.proof.findings.grades import unreached
from dangjian_kaoping.proof.ranges.heaviest import heaviest
from dangjian_kaoping.proof.ranges.rounds import Rounds
from dangjian_kaoping.proof.showing import shown_by
from dangjian_kaoping.proof.subject import ItemSubject


def find_idle_vetoes(rounds: Rounds, faults: Faults) -> None:
    """Vetoes after which every figure and grade is as it would be without."""
    for item in rounds.rubric.items():
        for clause in item.clauses:
            if clause.veto is None:
                continue
            of = (item, clause, clause.veto)
            found = next(_problems(rounds, *of), None) or next(_outdone(rounds, *of), None)
            facts = None if found is None else _shown(rounds, item, clause)
            if found is not None and facts is not None:
                problem, key = found
                if clause.veto.effect == "score_cap" and key == "at_most" and rounds.best is not None:
                    cap = (
                        f"封顶 {plain(decided(clause.veto.at_most))} 分"
                        if isinstance(clause.veto.at_most, Decimal)
                        else "封顶"
                    )
                    facts += f"；没有它，各项都记最好的，综合得分也只有 {plain(rounds.best)} 分，用不着{cap}"
                faults.add(codes.KP269(clause=clause.id, problem=problem, facts=facts), clause.place_of("veto", key))


def _outdone(rounds: Rounds, item: Item, clause: Clause, veto: Veto) -> Iterator[tuple[str, str]]:
    """A veto beside which another one that is at least as heavy is set off by every record that sets it off."""
    names = [band.grade for band in rounds.rubric.measure.grades]
    others = [
        each
        for each in item.readers.get(clause.recorded_under, ())
        if each is not clause and each.veto is not None and not each.when
    ]
    if not others or clause.when or item.draws:
        return
    always: set[str] | None = None
    for tries, own in _subject(rounds, item).benches_of(clause):
        for tried in tries.of(own):
            given = tries.bench.gives(tries.with_quiet(tried))
            if given is not None and clause.id in given.vetoes:
                always = set(given.vetoes) if always is None else always & given.vetoes
    before = {each.id for each in item.clauses[: item.clauses.index(clause)]}
    for other in others:
        if always is None or other.id not in always or other.veto is None:
            continue
        heavier = _covers(other.veto, veto, names)
        if heavier and (other.id in before or not _covers(veto, other.veto, names)):
            yield f"达到它的，“{other.id}”也都达到，后果不比它轻", "effect"


def _covers(one: Veto, other: Veto, grades: list[str]) -> bool:
    """Whether all that a veto does another one does too."""
    if other.lasts == "year" and one.lasts != "year":
        return False
    if one.effect == "total_zero" and other.effect == "score_cap":
        return True
    if one.effect != other.effect:
        return False
    match one.effect:
        case "score_cap":
            mine, yours = one.at_most, other.at_most
            return isinstance(mine, Decimal) and isinstance(yours, Decimal) and mine <= yours
        case "grade_cap":
            both = one.grade in grades and other.grade in grades
            return both and grades.index(one.grade or "") >= grades.index(other.grade or "")
        case "barred":
            return set(other.barred_from) <= set(one.barred_from)
    return True


def _shown(rounds: Rounds, item: Item, clause: Clause) -> str | None:
    """A record that sets it off, in words; None where none was found: then it is told by another code."""
    subject = _subject(rounds, item)
    for tries, own in subject.benches_of(clause):
        tried = [*map(tries.with_quiet, tries.of(own)), heaviest(tries.bench, own)]
        given = [(each, gives) for each in tried if (gives := tries.bench.gives(each)) is not None]
        setting_off = [(gives.total, each) for each, gives in given if clause.id in gives.vetoes]
        if setting_off:
            # the smallest that sets it off leaves the most
            found = shown_by(subject, tries.bench, max(setting_off, key=lambda each: each[0])[1])
            return None if found is None else found.in_words
    return None


def _problems(rounds: Rounds, item: Item, clause: Clause, veto: Veto) -> Iterator[tuple[str, str]]:
    measure = rounds.rubric.measure
    if veto.effect == "score_cap" and veto.at_most is not None:
        yield from _of_cap(rounds, item, clause)
    elif veto.effect == "grade_cap":
        names = [band.grade for band in measure.grades]
        if not names:
            yield "本细则没有划分等次，最高评到哪一等没有意义", "grade"
        elif veto.grade == names[0]:
            yield f"最高可评“{veto.grade}”，它就是最好的一等", "grade"
        elif veto.grade in names and measure.round_grades:
            better = names[: names.index(veto.grade)]
            if set(better) <= {each.band.grade for each in unreached(rounds)}:
                yield f"最高可评“{veto.grade}”，而比它好的本来就谁也评不上", "grade"


def _of_cap(rounds: Rounds, item: Item, clause: Clause) -> Iterator[tuple[str, str]]:
    """A cap that is at or above all that a composite can be before it is capped."""
    most = rounds.weighted.high
    if most is None or rounds.best is None:
        return
    caps = [
        decided(own.veto.at_most)
        for _, own in _subject(rounds, item).benches_of(clause)
        if own.veto is not None and own.veto.at_most is not None
    ]
    if caps and all(cap >= most for cap in caps):
        said = "最多" if rounds.best >= most else "不超过"
        yield (
            f"综合得分封顶 {plain(min(caps))} 分，而{rounds.provided(most=True)}谁的综合得分都{said} {plain(most)} 分",
            "at_most",
        )


def _subject(rounds: Rounds, item: Item) -> ItemSubject:
    return next(each for each in rounds.subject.items if each.item.id == item.id)
