"""`kaoping publish`: register files that went out, as they went out."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dangjian_kaoping.characters import HARMFUL
from dangjian_kaoping.cli.asking.periods import asked_day, asked_quarter, asked_year
from dangjian_kaoping.cli.asking.rounds import opened, quarter_of, read_published
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.publication import Target, write_or_stop
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.loading.workspace import MOST_REGISTERED, publications_file
from dangjian_kaoping.model.publications import PUBLICATION_KINDS, PublicationKind
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.registering import Registering, Wanted, final_seals
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import content_of, reason_of
from dangjian_kaoping.verify.going_out import REWARD, agrees
from dangjian_kaoping.words.registered import entry_in_words
from dangjian_kaoping.write.publications_yaml import publications_yaml
from dangjian_kaoping.write.stated import Stated, stated_in

_DAY = "2021-04-12"
_UNCHECKED = "核对的是本工具写的考评结果、年度排名、兑现表的 .xlsx 和 .json"


def _kind(written: str) -> PublicationKind:
    for each in PUBLICATION_KINDS:
        if each == written:
            return each
    raise typer.BadParameter(f"没有“{written}”。可写：{'、'.join(PUBLICATION_KINDS)}。")


class _Given(NamedTuple):
    """A file that was named: what it holds, and what it says of itself."""

    path: Path
    content: bytes
    stated: Stated | None

    @property
    def sha256(self) -> str:
        """Its SHA-256."""
        return hashlib.sha256(self.content).hexdigest()


class _Terms(NamedTuple):
    """What the office says of what goes out."""

    what: PublicationKind
    day: date
    where: str | None
    number: str | None
    replaces: int | None


def publish(
    files: Annotated[list[Path], typer.Argument(metavar="文件", help="公布出去的文件，哪种格式都可以")],
    what: Annotated[
        PublicationKind,
        typer.Option(
            "--what",
            metavar="种类",
            help=f"是什么：{'、'.join(PUBLICATION_KINDS)}",
            parser=_kind,
            autocompletion=lambda: list(PUBLICATION_KINDS),
        ),
    ],
    day: Annotated[str, typer.Option("--date", metavar="日期", help=f"公布的日期，如 {_DAY}")],
    number: Annotated[str | None, typer.Option("--number", metavar="文号", help="文件的文号")] = None,
    where: Annotated[str | None, typer.Option("--where", metavar="哪里", help="公布在哪里，如 厂内网")] = None,
    replaces: Annotated[
        int | None, typer.Option("--replaces", metavar="号", help="代替登记里的第几号，一次代替一份")
    ] = None,
    quarter: QuarterOption = None,
    year: Annotated[
        str | None,
        typer.Option(
            "--year",
            "-y",
            metavar="年份",
            help="年度的文件，登记在这一年最后一轮，如 2020",
            autocompletion=completion.years,
        ),
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Register files in the list of their round: all of them or none."""
    if replaces is not None and len(files) > 1:
        raise Misused("--replaces 一次代替一份：一个文件、一个号，另一份再写一次。")
    if year is not None and quarter is not None:
        raise Misused("--year 与 --quarter 只能写一个。")
    terms = _Terms(what, asked_day(day, _DAY), _text(where, "--where"), _text(number, "--number"), replaces)
    given = [_Given(each, content := _content(each), stated_in(content)) for each in dict.fromkeys(files)]
    # all that an entry follows from, the seals too, is read while nobody else writes
    with held(opened(workspace).root):
        session = opened(workspace)
        about = _period(session, quarter, year, given)
        last = session.rounds(about)[-1].quarter if isinstance(about, Year) else about
        read_published(session, last)
        _publish(session, Registering(session, last), terms, about, given)


def _text(written: str | None, option: str) -> str | None:
    """What an option says; None where it says nothing. Raises Misused for characters that no file of ours may hold."""
    text = None if written is None else written.strip()
    if text and (HARMFUL.search(text) or "\n" in text):
        raise Misused(f"{option} 里有看不见的字符，请重新输入。")
    return text or None


def _content(path: Path) -> bytes:
    try:
        return content_of(path, MOST_REGISTERED)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "文件名不对"
        raise _stopped(path, UNREADABLE, codes.KP101(reason=reason)) from None


def _stopped(path: Path, status: int, fault: object) -> Stopped:
    return Stopped(status, [Diagnostic(fault, Place(as_told(str(path)), 0))], {})  # type: ignore[arg-type]


def _period(session: Session, quarter: str | None, year: str | None, given: Iterable[_Given]) -> Quarter | Year:
    """The round or the year that is asked for, or that the files say; else the newest round. Raises Misused where they
    say several.
    """
    if quarter is not None:
        return asked_quarter(quarter)
    if year is not None:
        return asked_year(year)
    said = {each.stated.period for each in given if each.stated is not None and each.stated.period is not None}
    if len(said) > 1:
        raise Misused("这几个文件不是一轮的，请分几次登记。")
    return said.pop() if said else quarter_of(session, None)


def _publish(
    session: Session, register: Registering, terms: _Terms, about: Quarter | Year, given: Iterable[_Given]
) -> None:
    register.refuse_broken()
    lines: list[str] = []
    before = len(register.entries)
    for each in given:
        known = register.known(each.sha256)
        if known is None:
            lines += _register(session, register, terms, about, each)
        else:
            lines.append(f"{each.path.name} 已经登记过，没有新的：{entry_in_words(register.quarter, known)}。")
    if len(register.entries) > before:
        if (window := register.outside(terms.what, terms.day)) is not None:
            tell(f"{terms.day} 不在公示期（{window.since} 至 {window.until}）里，请核对 --date 和 round.yaml。")
        path = session.root / publications_file(register.quarter)
        text = publications_yaml(register.quarter, register.entries)
        # whatever lies there was read as our own list, or there was nothing
        write_or_stop([Target(path, text.encode, lambda _: True)], force=False)
        lines.append(f"登记在 {path}，请和原件一起存档（用 git 的，一起提交）。")
    answer("\n".join(lines))


def _register(
    session: Session, register: Registering, terms: _Terms, about: Quarter | Year, given: _Given
) -> Iterator[str]:
    """Add a file to the list, and say what was done."""
    if given.stated is not None and given.stated.draft:
        raise _stopped(given.path, FINDINGS, codes.KP575(file=given.path.name))
    if given.stated is not None and given.stated.period not in (None, about):
        raise _stopped(given.path, FINDINGS, codes.KP578(file=given.path.name, what=f"写的是 {given.stated.period} 的"))
    seal = register.seal_for(terms.what, terms.day)
    sealed = final_seals(session, about.number, terms.day) if isinstance(about, Year) else {about: seal}
    checked = agrees(given.content, given.stated, sealed, _paid(session, register, given, seal))
    if checked is False:
        what = f"里的数与 {seal.sealed_on} 的封存不一样"
        raise _stopped(given.path, FINDINGS, codes.KP578(file=given.path.name, what=what))
    name = session.loader.name_of(given.path)
    if Path(name).is_absolute():
        tell(f"{given.path.name} 不在工作区里：请复制一份到 {session.root}，以后才核对得到原件。")
        name = given.path.name
    year = str(about) if isinstance(about, Year) else None
    wanted = Wanted(
        name, given.sha256, terms.what, terms.day, year, terms.where, terms.number, _replaced(register, terms.replaces)
    )
    register.refuse_used(wanted)
    yield f"{given.path.name} 已登记，是 {entry_in_words(register.quarter, register.add(wanted, seal))}。"
    held_against = f"与 {seal.sealed_on} 的封存一致" if checked else f"没有核对：{_UNCHECKED}"
    yield f"  里面的数{held_against}。"
    if wanted.replaces is not None:
        yield f"  它代替第 {wanted.replaces} 号，两份都留在登记里。"


def _paid(session: Session, register: Registering, given: _Given, seal: Seal) -> RewardResult | None:
    """What a table of payouts is held against; None for any other file, and where what the seal paid is not to be had
    any more: another one replaced it, or the round cannot be paid now.
    """
    if given.stated is None or given.stated.form != REWARD or seal.digest != register.in_force:
        return None
    from dangjian_kaoping.session.money import payment

    try:
        return payment(session, register.quarter, draft=False).result
    except SessionError:
        return None


def _replaced(register: Registering, number: int | None) -> int | None:
    """The entry that is replaced. Raises Misused where there is none of that number, or another replaced it before."""
    if number is None:
        return None
    entry = next((each for each in register.entries if each.id == number), None)
    if entry is None:
        raise Misused(f"{register.quarter} 的公布登记里没有第 {number} 号，请核对 --replaces。")
    later = next((each for each in register.entries if each.replaces == number), None)
    if later is not None:
        raise Misused(f"第 {number} 号已由第 {later.id} 号代替，要代替的是第 {later.id} 号。")
    return number
