"""What a publishing command asks of the seals, and how it stops where they say no."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from dangjian_kaoping.checks.seal.release import Release, departure_of, refusals, releases
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter


def releases_of(
    loader: Loader, workspace: Workspace, results: Iterable[RoundResult], asked: Collection[Quarter]
) -> tuple[Release, ...]:
    """How some rounds of a loaded workspace stand to their seals, which are read only now.

    What is wrong with a seal is a matter of its own round alone, and no fault of what was loaded.
    """
    rounds, unread, later = dict(workspace.rounds), {}, []
    for quarter in loader.quarters():
        reader = Loader(loader.root)
        seals = reader.seals_of(quarter)
        loader.texts.update(reader.texts)
        if seals is None and len(reader.faults):
            unread[quarter] = reader.faults
        if quarter in rounds:
            rounds[quarter] = replace(rounds[quarter], seals=seals)
        elif seals is not None:
            later.append(seals)
    # all that could not be read has stopped the command by now, or does not concern the rounds
    known = replace(workspace, rounds=rounds, unread=frozenset())
    return releases(known, {each.quarter: each for each in results}, asked, unread, later)


def ledger_releases(loader: Loader, workspace: Workspace, when: AsOf) -> tuple[Release, ...]:
    """How the rounds that the ledger covers stand to their seals: also one of which nothing is listed any more, for
    what it held may have been taken away. Problems follow from what a seal holds, and not from what came of it.
    """
    covered = {
        each for each in workspace.rounds if (each <= when.quarter if when.quarter else each.first_day <= when.day)
    }
    return releases_of(loader, workspace, (), covered)


def refuse_unreleased(found: Sequence[Release], loader: Loader, *, draft: bool, hint: str = "") -> None:
    """Stop where a round is not as it was sealed: what is published of it is final. `hint` is known of the case."""
    if not draft and not all(each.free for each in found):
        raise Stopped(FINDINGS, refusals(found, hint), loader.texts)


def tell_departure(found: Sequence[Release]) -> None:
    """After a draft was written: why it is one, where that is because of a seal."""
    departure = departure_of(found)
    if departure:
        answer(f"{departure}，写的是暂定，不能作为正式结果公布。")
