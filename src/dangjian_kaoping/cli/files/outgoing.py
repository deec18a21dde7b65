"""What may not go out is not written where everybody reads it, and remarked where only the plant does."""

from collections import Counter
from collections.abc import Collection, Sequence

from dangjian_kaoping.cli.files.publication import Target
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.publishing import Scope
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.session.session import Session


def refuse_leaks(session: Session, scope: Scope, targets: Sequence[Target], public: Collection[str]) -> list[Target]:
    """The targets, or the command stops with what those with a `public` ending would print and may not."""
    from dangjian_kaoping.cli.files.printed import text_of
    from dangjian_kaoping.session.outgoing import Outgoing

    if all(target.path.suffix.lower() not in public for target in targets):
        return list(targets)
    outgoing = Outgoing(session.loader, scope, earlier=True)
    if outgoing.nothing:
        return list(targets)
    # made once: what was looked through is what is written
    held = [target.made() if target.path.suffix.lower() in public else target for target in targets]
    faults = Faults()
    for target in held:
        if (suffix := target.path.suffix.lower()) in public:
            faults.extend(outgoing.printed(text_of(target.content(), suffix), today()))
    if any(each.severity == "error" for each in faults):
        raise Stopped(FINDINGS, faults, dict(outgoing.texts))
    return held


def refuse_said(session: Rounds, quarter: Quarter, option: str, text: str) -> None:
    """Stop where a text that is typed at an option, and kept and printed later, says what may not go out."""
    from dangjian_kaoping.session.outgoing import said_leaks

    found = said_leaks(session.loader, quarter, option, text)
    if found:
        raise Stopped(FINDINGS, found, {})


def remark_leaks(session: Session, scope: Scope) -> None:
    """After something was written for the plant's own people: that there is what may not go further."""
    from dangjian_kaoping.session.outgoing import Outgoing

    found = list(Outgoing(session.loader, scope).all(today()))
    if found:
        titles = Counter(each.kind.title for each in found)
        told = "、".join(f"{title} {count} 处" for title, count in titles.items())
        where = f" --quarter {scope}" if isinstance(scope, Quarter) else ""
        answer(f"记录里有不能公布的内容：{told}。写的文件只在内部用；逐处列出：kaoping check --publication{where}")
