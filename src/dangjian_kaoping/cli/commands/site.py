"""`kaoping site`: a site for the plant's intranet, of the rounds that are sealed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.folder import Change, Kept, bring_up_to_date
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.names import file_names
from dangjian_kaoping.cli.files.outgoing import refuse_leaks, remark_leaks
from dangjian_kaoping.cli.files.publication import Target
from dangjian_kaoping.cli.formats.ours import page as is_page
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.follow.ledger import as_of_quarter
from dangjian_kaoping.model.canonical import digest_of
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.site import Choice, chosen_rounds, dossiers, editions, revisions
from dangjian_kaoping.views.publicity import WHOLE, on_site
from dangjian_kaoping.write.html.site.matter import SCOPE, Matter, SiteRound
from dangjian_kaoping.write.html.site.pages import site_files
from dangjian_kaoping.write.html.site.places import FOLDERS, START
from dangjian_kaoping.write.html.site.signed import is_untouched
from dangjian_kaoping.write.html.site.start import scope_of

_HEAD = 4000
"""So many bytes of a page say whose it is."""
_OWN = ("data", "rubrics")
"""Folders of a workspace in which nothing but its own may lie."""
_MEND = "它不是网站写的，或者写出以后有人改过。请先移到别处；要换掉的，加 --force。"


def site(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹，没有就新建")],
    internal: Annotated[
        bool, typer.Option("--internal", help="内部看的，什么都列；不写则只列考评办法允许公布的")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="换掉文件夹里的另一个网站，和同名的、不是网站写的文件")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the site, or bring it up to date."""
    if output.exists() and not output.is_dir():
        raise Misused(f"“{output}”是一个文件，不是文件夹。")
    session = opened(workspace)
    _refuse_inside(session, output)
    with patience("正在读取并计算各轮 …"):
        session, choice = chosen_rounds(session, "publish" if internal else "redact", today())
        if not choice.chosen:
            raise _nothing_to_tell(choice)
        matter = _matter(session, choice, internal=internal)
    with patience("正在写网页 …"):
        files = dict(site_files(matter))
    if not internal:
        _refuse_leaks(session, matter, files)
    with held(output):
        _refuse_another(output, matter, force=force)
        kept = Kept(files, FOLDERS, is_untouched, _MEND)
        change = bring_up_to_date(output, kept, session=session, force=force)
    answer("\n".join(_told(output, matter, choice, change)))
    if internal:
        remark_leaks(session, as_of_quarter(matter.newest.quarter))


def _refuse_inside(session: Session, output: Path) -> None:
    """Stop where the site would lie among the records."""
    place = output.resolve()
    if any(place.is_relative_to(session.root.resolve() / each) for each in _OWN):
        raise Misused(f"“{output}”在工作区的 {'、'.join(_OWN)} 里，那里只放细则和记录；请另选一个文件夹。")


def _nothing_to_tell(choice: Choice) -> Stopped:
    what = "已经检查的各轮都没有封存" if choice.left_out else "还没有检查过一轮"
    return Stopped(FINDINGS, [Diagnostic(codes.KP961(what=what), Place("data", 0))], {})


def _matter(session: Session, choice: Choice, *, internal: bool) -> Matter:
    found = dossiers(session, choice)
    rounds = tuple(
        SiteRound(each, edition, WHOLE if internal else on_site(each.result.rubric.measure, edition))
        for each, edition in zip(found, editions(session, choice), strict=True)
    )
    digest = digest_of({str(each.quarter): each.edition.digest for each in rounds})
    branches = {placing.score.branch.id for each in found for placing in each.result.placings}
    versions = revisions(session, found)
    return Matter(
        rounds,
        rounds[-1].edition._replace(digest=digest, pending=None),
        internal,
        choice.held,
        versions,
        _files(sorted(branches), "branch"),
        _files([rubric.version for rubric, _ in versions], "version"),
    )


class _Called(NamedTuple):
    id: str
    name: str


def _files(names: Iterable[str], what: str) -> Mapping[str, str]:
    """A name for the file of each, as near to its own as every system can store it."""
    return file_names([_Called(each, each) for each in names], what)


def _refuse_leaks(session: Session, matter: Matter, files: Mapping[str, bytes]) -> None:
    """Stop where the site would print what may not go out; what the search finds stands on a page."""
    targets = [
        Target(Path(name), partial(bytes, content), is_page)
        for name, content in files.items()
        if name.endswith(".html")
    ]
    refuse_leaks(session, matter.newest.quarter, targets, {".html"})


def _refuse_another(output: Path, matter: Matter, *, force: bool) -> None:
    """Stop where the folder holds a site of another unit, or for others to see."""
    wanted = scope_of(matter.edition.unit, internal=matter.internal)
    found = _scope_in(output / START)
    if force or found is None or found == wanted:
        return
    fault = codes.KP962(folder=as_told(str(output)), found=_in_words(found), wanted=_in_words(wanted))
    raise Stopped(FINDINGS, [Diagnostic(fault, Place(as_told(str(output / START)), 0))], {})


def _scope_in(start: Path) -> str | None:
    """Whose site a start page is of; None where there is none that says so."""
    from html import unescape

    if not start.is_file():
        return None
    with start.open("rb") as file:
        head = file.read(_HEAD).decode(errors="replace")
    found = re.search(rf'<meta name="{re.escape(SCOPE)}" content="([^"]*)">', head)
    return None if found is None else unescape(found[1])


def _in_words(scope: str) -> str:
    kind, _, unit = scope.partition(" ")
    return f"{unit}{'内部' if kind == 'internal' else '公开'}的网站"


def _told(output: Path, matter: Matter, choice: Choice, change: Change) -> Iterator[str]:
    kind = "内部的" if matter.internal else "公开的"
    yield f"{kind}网站（从 {START} 看起）已写到：{output.absolute()}"
    yield (
        f"{len(matter.rounds)} 轮；新写的、有变化的 {change.written} 个文件，"
        f"没有变的 {change.same} 个，删去不再有的 {change.removed} 个"
    )
    if untold := [each.quarter.chinese for each in matter.rounds if each.publicity is None]:
        yield f"只列前三名的：{'、'.join(untold)}（没有许可公布名次，或者没有许可公布末位支部的名称）"
    for each in choice.left_out:
        why = "还没有封存" if each.fault is None else f"{each.fault.place}：{each.fault.code} {each.fault.message}"
        yield f"没有列入：{each.quarter.chinese}，{why}"
    for path in change.stay:
        yield f"没有删：{path}，网站里已经没有这一页，它写出以后有人改过，或者系统不让删；请看过以后自己删"
