"""The workspace and the round that the options name; while they are read and scored, patience is asked for."""

from pathlib import Path

from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Stopped
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import nothing_recorded
from dangjian_kaoping.session.session import Session


def opened(folder: Path | None) -> Session:
    """The workspace around a folder (the current one where None)."""
    start = (folder or Path.cwd()).absolute()
    try:
        return Session(start)
    except SessionError:
        _refuse_half_made(start)
        raise


def _refuse_half_made(start: Path) -> None:
    """Stop where an init at or above a folder has not come to its end: that is why there is no workspace."""
    from dangjian_kaoping.cli.files.locking import INIT, holder_of

    for folder in (start, *start.parents):
        holder = holder_of(folder)
        if holder is not None and holder.command == INIT:
            fault = codes.KP194(folder=folder, holder=holder.words)
            raise Stopped(UNREADABLE, [Diagnostic(fault, Place("kaoping.yaml", 0))], {})


def quarter_of(session: Session, text: str | None) -> Quarter:
    """The quarter that an option names, or the newest inspected one, which is then told."""
    if text is not None:
        return asked_quarter(text)
    newest = session.newest()
    if newest is None:
        raise SessionError([nothing_recorded("还", ())])
    tell(f"没有写 --quarter，用最近的一轮：{newest}")
    return newest


def scored_round(session: Session, text: str | None, *, policies: bool = False) -> RoundResult:
    """The round asked for, scored; reward policies are read along where asked."""
    quarter = quarter_of(session, text)
    with patience(f"正在读取并计算 {quarter} …"):
        return session.round(quarter, policies=policies)


def round_before(session: Session, quarter: Quarter) -> RoundResult | None:
    """The round held before one; None where there is none, or it cannot be scored, which keeps no ranking back."""
    earlier = [each for each in session.quarters() if each < quarter]
    if not earlier:
        return None
    try:
        with patience(f"正在读取并计算 {earlier[-1]} …"):
            return session.round(earlier[-1])
    except SessionError as error:
        tell(f"{earlier[-1]} 算不出来（{error.faults[0].code}），没有与它比；kaoping check 说明缘由。")
        return None


def read_published(session: Session, period: Quarter | Year) -> None:
    """Have the session read and score all that a publication of a round or a year tells."""
    with patience(f"正在读取并计算 {period}{'' if isinstance(period, Quarter) else ' 年'}和以前各轮 …"):
        session.dossier(period)
        session.releases(period)


def all_rounds(session: Session, year: Year | None = None) -> list[RoundResult]:
    """All rounds that were held, or those of a year."""
    with patience("正在读取并计算各轮 …"):
        return session.rounds(year)
