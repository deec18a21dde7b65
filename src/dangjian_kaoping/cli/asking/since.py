"""Which rounds are held against each other, and of which branch: `explain --since`."""

from typing import TYPE_CHECKING

from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.asking.roster import asked_branch
from dangjian_kaoping.cli.asking.rounds import quarter_of
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    # an account of one round needs no comparison
    from dangjian_kaoping.compare.since.since import Since


def asked_quarters(session: Session, since: str, quarter: str | None) -> tuple[Quarter, Quarter]:
    """The earlier round and the later one (the newest where None). Raises Misused where they are not so."""
    earlier, later = asked_quarter(since), quarter_of(session, quarter)
    if earlier == later:
        raise Misused(f"--since 写的就是 {later} 这一轮，没有可比的；请写以前的一轮。")
    if later < earlier:
        raise Misused(
            f"--since 要写比 {later} 早的一轮，{earlier} 在它以后；是不是 --quarter {earlier} --since {later}？"
        )
    return earlier, later


def moved(session: Session, branch: str, item: str | None, earlier: Quarter, later: Quarter) -> "Since":
    """Why the composite of a branch moved, or what one item had to do with it."""
    with patience(f"正在读取并计算 {earlier}、{later} …"):
        result = session.round(later)
        asked = asked_branch(result, branch).score.branch
        if session.round(earlier).placing_of(asked.id) is None:
            raise Misused(_took_no_part(session, asked.id, asked.name, earlier, later))
        found = session.since(later, asked.id, earlier)
    if item is None:
        return found
    known = {**found.after.rubric.by_item, **found.before.rubric.by_item}
    if item not in known:
        raise Misused(f"两轮的细则都没有项目“{item}”。{perhaps(item, known)}用 kaoping rubric show 看有哪些。")
    return found.of_item(item)


def _took_no_part(session: Session, branch_id: str, name: str, earlier: Quarter, later: Quarter) -> str:
    from dangjian_kaoping.session.since import took_part

    rounds = took_part(session, branch_id, later)
    if not rounds:
        return f"“{name}”没有参加 {earlier} 的考评，{later} 是它参加的第一轮，还没有可比的。"
    return f"“{name}”没有参加 {earlier} 的考评，它参加的第一轮是 {rounds[0]}；可以与 {'、'.join(map(str, rounds))} 比。"
