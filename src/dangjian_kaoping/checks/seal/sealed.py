"""A sealed round as it is now, beside its seal: which parts of what it follows from, and which results, changed."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.engine.content import Inputs, Parts
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import results_of
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.seal import Seal, SealedBranch, SealedPart
from dangjian_kaoping.place import Place

if TYPE_CHECKING:
    from dangjian_kaoping.model.reward import RewardPolicy


class Changed(NamedTuple):
    """One part of an input that is not as it was sealed: its name, where it stands (or stood), and how."""

    part: str
    place: Place
    how: str

    def words(self, names: Mapping[str, str]) -> str:
        """The change in words, with branches and departments by name."""
        return f"{_in_words(self.part, names)}{self.how}"


class Comparison(NamedTuple):
    """A sealed round as it is now, beside its seal in force."""

    rubric: tuple[Changed, ...]
    policy: tuple[Changed, ...]
    roster: tuple[Changed, ...]
    records: tuple[Changed, ...]
    adjustments: tuple[Changed, ...]
    results: tuple[Changed, ...]
    earlier: bool

    @property
    def intact(self) -> bool:
        """Whether all that the results follow from, beside reviews and earlier rounds, is as it was sealed."""
        return not (self.rubric or self.roster or self.records)


def compared(
    seal: Seal, inputs: Inputs, result: RoundResult | None, rubric: Rubric, policy: "RewardPolicy | None"
) -> Comparison:
    """What is not as it was sealed; the results only where the round can be scored."""
    return Comparison(
        _version_changed("细则", seal.rubric, rubric) or _changed(seal.rubric, inputs.rubric, rubric.at),
        _version_changed("奖励办法", seal.policy, policy)
        or _changed(seal.policy, inputs.policy, None if policy is None else policy.at),
        _changed(seal.roster, inputs.roster),
        _changed(seal.records, inputs.records),
        _changed(seal.adjustments, inputs.adjustments),
        () if result is None else tuple(_changed_results(seal, result)),
        seal.earlier != inputs.earlier,
    )


def without_rubric(seal: Seal) -> tuple[Changed, ...]:
    """That no rubric is in force any more: then nothing else can be compared."""
    return _version_changed("细则", seal.rubric, None)


def _version_changed(what: str, sealed: SealedPart | None, now: "Rubric | RewardPolicy | None") -> tuple[Changed, ...]:
    """That another version is in force: that it differs from the sealed one in each part goes without saying."""
    if now is not None:
        before = "没有" if sealed is None else f"是 {sealed.version} 版"
        how = f"施行的{what}本来{before}，现在是 {now.version} 版"
        same = sealed is not None and sealed.version == now.version
        return () if same else (Changed("version", now.place_of("version"), how),)
    if sealed is not None:
        return (Changed("version", sealed.place_of("version"), f"施行的{what}（{sealed.version} 版）没有了"),)
    return ()


def _changed(sealed: SealedPart | None, parts: Parts, gone: Place | None = None) -> tuple[Changed, ...]:
    if sealed is None:
        return tuple(Changed(name, part.place, "是后来加的") for name, part in parts.items())
    if sealed.digest == parts.digest:
        return ()
    now = {name: part.digest for name, part in parts.items()}
    found = [
        Changed(name, part.place, "改了")
        for name, part in parts.items()
        if sealed.parts.get(name, now[name]) != now[name]
    ]
    found += [Changed(name, part.place, "是后来加的") for name, part in parts.items() if name not in sealed.parts]
    left_out = {name for name in sealed.parts if name not in parts}
    for name in sealed.parts:
        owner = name.rpartition("/")[0]
        # where a whole document is gone, its branches go without saying
        if name in left_out and owner not in left_out:
            whole = any(each.startswith(f"{name}/") for each in left_out)
            found.append(Changed(f"{name}/*" if whole else name, gone or sealed.key_of("parts", name), "没有了"))
    # the order of the parts alone, or two parts with one short digest
    return tuple(found) or (Changed("", sealed.place_of("digest"), "改了"),)


def _changed_results(seal: Seal, result: RoundResult) -> Iterator[Changed]:
    now = results_of(result)
    for branch, before in seal.results.items():
        after = now.pop(branch, None)
        was = f"封存时{_standing(before)}"
        if after is None:
            yield Changed(f"result/{branch}", before.place_of(), f"{was}，现在没有综合得分")
        elif (after.composite, after.rank) != (before.composite, before.rank):
            yield Changed(f"result/{branch}", before.place_of(), f"{was}，现在{_standing(after)}")
        elif canonical(after) != canonical(before):
            yield Changed(f"result/{branch}", before.place_of(), "的各项得分或考核情形变了，综合得分和名次没有变")
    for branch, after in now.items():
        yield Changed(f"result/{branch}", seal.place_of("results"), f"封存时没有，现在{_standing(after)}")


def _standing(branch: SealedBranch) -> str:
    return f" {branch.composite} 分、第 {branch.rank} 名"


_OF_RUBRIC = {"head": "细则的名称、施行时间、总分或说明", "measure": "考评办法", "version": ""}


def _in_words(part: str, names: Mapping[str, str]) -> str:
    """A part as an office calls it: `inspection/DQ/ZB01` is 党群工作部对发电部党支部的检查."""
    match part.split("/"):
        case ["item", item]:
            return f"项目 {item} "
        case ["area", area]:
            return f"方面 {area} 的名称、分值或项目"
        case ["rewards", name]:
            return f"奖励“{name}”"
        case ["penalties", name]:
            return f"考核扣减“{name}”"
        case ["policy", key]:
            return f"奖励办法的 {key} "
        case ["branch" | "department", whose]:
            return f"名册里“{names.get(whose, whose)}”的情况"
        case ["adjustment", *concerns]:
            return f"复核调整（{' '.join(names.get(each, each) for each in concerns)}）"
        case ["result", branch]:
            return names.get(branch, branch)
        case ["inspection", department, branch]:
            return f"{names.get(department, department)}对{names.get(branch, branch)}的检查记录"
        case ["facts", department, branch]:
            return f"{names.get(department, department)}清单里{names.get(branch, branch)}的事实"
        case ["facts", department]:
            return f"{names.get(department, department)}清单开头的说明"
        case ["self", month, branch]:
            return f"{names.get(branch, branch)} {month} 的自评"
        case ["absent", department]:
            return f"{names.get(department, department)}没有检查的原因"
        case ["inspection", department]:
            return f"{names.get(department, department)}检查记录开头的说明"
        case ["self", month]:
            return f"{month} 自评开头的说明"
    return _OF_RUBRIC.get(part, "内容的先后次序")
