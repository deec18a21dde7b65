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
from dangjian_kaoping.cli.files.outgoing import refuse_said
from dangjian_kaoping.cli.files.publication import Target, write_or_stop
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption, year_option
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.loading.workspace import MOST_REGISTERED, publications_file
from dangjian_kaoping.model.publications import PAYMENT, PUBLICATION_KINDS, REPLACEABLE, Publication, PublicationKind
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.going_out import Money, follows, sealed_or_heard
from dangjian_kaoping.session.registering import Registering, Wanted, final_seals, registered
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import content_of, reason_of
from dangjian_kaoping.verify.going_out import agrees
from dangjian_kaoping.verify.kinds import MONEY, REWARD, what_it_is
from dangjian_kaoping.verify.standings import UnstoredError
from dangjian_kaoping.words.registered import entry_in_words
from dangjian_kaoping.write.publications_yaml import publications_yaml
from dangjian_kaoping.write.stated import Stated, stated_in

_DAY = "2021-04-12"
_RENAME = "请改名以后登记。"
_STORE = "请用 Excel 或 WPS 打开、保存一次再登记，或登记原来写出的那一份。"
_UNCHECKED = "核对的是本工具写的考评结果、年度排名、兑现表、差额表的 .xlsx 和 .json"
OWN = frozenset({"kaoping.yaml", "publications.yaml", "seal.yaml"})
"""What is the workspace's own, and never goes out by itself."""


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
    year: Annotated[str | None, year_option("年度的文件，登记在这一年最后一轮，如 2020")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Register files in the list of their round: all of them or none."""
    if replaces is not None and len(files) > 1:
        raise Misused("--replaces 一次代替一份：一个文件、一个号，另一份再写一次。")
    if year is not None and quarter is not None:
        raise Misused("--year 与 --quarter 只能写一个。")
    asked = asked_day(day, _DAY)
    if asked > today():
        tell(f"{asked} 还没有到：登记的应是已经公布的，请核对 --date。")
    terms = _Terms(what, asked, _text(where, "--where"), _text(number, "--number"), replaces)
    given = [_Given(each, content := _content(each), stated_in(content)) for each in dict.fromkeys(files)]
    for each in given:
        _refuse_never_registered(each)
    # all that an entry follows from, the seals too, is read while nobody else writes
    with held(opened(workspace).root):
        session = opened(workspace)
        about = _period(session, quarter, year, given)
        last = session.rounds(about)[-1].quarter if isinstance(about, Year) else about
        read_published(session, last)
        for option, text in (("--where", terms.where), ("--number", terms.number)):
            if text is not None:
                refuse_said(session, last, option, text)
        _publish(session, Registering(session, last), terms, about, given)


def _text(written: str | None, option: str) -> str | None:
    """What an option says; None where it says nothing. Raises Misused for characters that no file of ours may hold."""
    text = None if written is None else written.strip()
    if text == "":
        raise Misused(f"{option} 是空的；没有的不用写。")
    if text and (HARMFUL.search(text) or "\n" in text):
        raise Misused(f"{option} 里有看不见的字符，请重新输入。")
    return text


def _content(path: Path) -> bytes:
    if HARMFUL.search(path.name) or "\n" in path.name:
        raise _stopped(
            path, FINDINGS, codes.KP578(file=as_told(path.name), what="的文件名里有看不见的字符", mend=_RENAME)
        )
    try:
        content = content_of(path, MOST_REGISTERED)
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "文件名不对"
        raise _stopped(path, UNREADABLE, codes.KP101(reason=reason)) from None
    if not content:
        raise _stopped(path, FINDINGS, codes.KP578(file=path.name, what="是空的", mend="请登记公布出去的那一份。"))
    return content


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
        known = register.known(each.sha256, terms.what) if terms.replaces is None else None
        if known is None:
            lines += _register(session, register, terms, about, each)
        else:
            lines += _known(register, known, terms, each)
    if len(register.entries) > before:
        if (window := register.outside(terms.what, terms.day)) is not None:
            tell(f"{terms.day} 不在公示期（{window.since} 至 {window.until}）里，请核对 --date 和 round.yaml。")
        path = session.root / publications_file(register.quarter)
        text = publications_yaml(register.quarter, register.entries)
        # whatever lies there was read as our own list, or there was nothing
        write_or_stop([Target(path, text.encode, lambda _: True)], force=False)
        lines.append(f"登记在 {path}，请和原件一起存档（用 git 的，一起提交）。")
    answer("\n".join(lines))


def _known(register: Registering, known: Publication, terms: _Terms, given: _Given) -> Iterator[str]:
    """That a file is registered already, and what is said of it now that was not said then."""
    yield f"{given.path.name} 已经登记过，没有新的：{entry_in_words(register.quarter, known)}。"
    said = (
        ("--date", terms.day, known.date),
        ("--where", terms.where, known.where),
        ("--number", terms.number, known.number),
    )
    other = [f"{option} {new}" for option, new, old in said if new is not None and new != old]
    if other:
        yield f"  这次写的 {'、'.join(other)} 与登记的不一样，没有改；登记错了的，加 --replaces {known.id} 另登一份。"


def _register(
    session: Session, register: Registering, terms: _Terms, about: Quarter | Year, given: _Given
) -> Iterator[str]:
    """Add a file to the list, and say what was done."""
    _refuse_other(given, terms, about)
    seal = register.seal_for(terms.what, terms.day)
    name = session.loader.name_of(given.path)
    if Path(name).is_absolute():
        tell(f"{given.path.name} 不在工作区里：请复制一份到 {session.root}，以后才核对得到原件。")
        name = given.path.name
    year = str(about) if isinstance(about, Year) else None
    replaces = _replaced(register, terms, year, given)
    wanted = Wanted(name, given.sha256, terms.what, terms.day, year, terms.where, terms.number, replaces)
    if not isinstance(about, Year):
        register.refuse_uncorrected(wanted)
    checked = _held_against(session, register, wanted, about, seal, given)
    register.refuse_used(wanted)
    for each in registered(session, given.sha256):
        if each.quarter != register.quarter:
            tell(f"{given.path.name} 也是 {entry_in_words(each.quarter, each.entry)}。")
    yield f"{given.path.name} 已登记，是 {entry_in_words(register.quarter, register.add(wanted, seal))}。"
    yield f"  {checked}。"
    if wanted.replaces is not None:
        yield f"  它代替第 {wanted.replaces} 号，两份都留在登记里。"


def _refuse_never_registered(given: _Given) -> None:
    """Stop where a file of ours is of a kind that never is, of whatever round; a draft is refused as such."""
    if given.stated is None or given.stated.draft:
        return
    kind = what_it_is(given.stated)
    if not kind.registered_as:
        raise _other(given, f"是{kind.words}，不登记", kind.instead)


def _refuse_other(given: _Given, terms: _Terms, about: Quarter | Year) -> None:
    """Stop where a file is none that went out, or says that it is another one than it is registered as."""
    name, stated = given.path.name, given.stated
    if given.path.name in OWN:
        raise _other(given, "是工作区自己的文件，不是公布的")
    if stated is None:
        return
    if stated.draft:
        raise _stopped(given.path, FINDINGS, codes.KP575(file=name))
    if stated.period not in (None, about):
        raise _other(given, f"写的是 {stated.period} 的")
    kind = what_it_is(stated)
    if terms.what not in kind.registered_as:
        how = f"请核对 --what：它可以登记为{'、'.join(kind.registered_as)}；拿错了的，换要登记的那一份。"
        raise _other(given, f"是{kind.words}，不能登记为{terms.what}", how)


def _held_against(
    session: Session, register: Registering, wanted: Wanted, about: Quarter | Year, seal: Seal, given: _Given
) -> str:
    """What was found of a file, in words; the command stops where it does not say what it has to."""
    stated = given.stated
    if isinstance(about, Year):
        sealed = final_seals(session, about.number, wanted.date)
    else:
        correcting = register.correcting(wanted.date)
        sealed = {about: sealed_or_heard(session, about, seal, correcting=correcting)}
    paid = None
    if stated is not None and stated.form in MONEY:
        money = Money(register.quarter, seal, wanted)
        paid = money.all_of(session) if stated.form == REWARD else money.difference(session)
    try:
        checked = agrees(given.content, stated, sealed, paid)
    except UnstoredError:
        raise _other(given, "里的公式旁边没有存值，没有数可以核对", _STORE) from None
    of_seal = f"{seal.sealed_on} 的封存"
    if checked is False:
        raise _other(given, f"里的数与照 {of_seal}应发的不一样" if paid else f"里的数与 {of_seal}不一样")
    says = stated is not None and stated.digest and paid is None
    if says and stated is not None and not follows(session, about, stated.digest, sealed):
        raise _other(given, f"不是照 {of_seal}写的")
    if checked:
        return f"里面的数与照 {of_seal}应发的一致" if paid else f"里面的数与 {of_seal}一致"
    if says:
        return f"它写明是照 {of_seal}写的；里面的文字和数没有核对"
    return f"里面的数没有核对：{_UNCHECKED}"


def _other(given: _Given, what: str, mend: str | None = None) -> Stopped:
    return _stopped(given.path, FINDINGS, codes.KP578(file=given.path.name, what=what, mend=mend))


def _replaced(register: Registering, terms: _Terms, year: str | None, given: _Given) -> int | None:
    """The entry that is replaced. Raises Misused where there is none of that number, where another replaced it before,
    or where it is of another kind.
    """
    number = terms.replaces
    if number is None:
        return None
    entry = next((each for each in register.entries if each.id == number), None)
    if entry is None:
        raise Misused(f"{register.quarter} 的公布登记里没有第 {number} 号，请核对 --replaces。")
    later = next((each for each in register.entries if each.replaces == number), None)
    if later is not None:
        raise Misused(f"第 {number} 号已由第 {later.id} 号代替，要代替的是第 {later.id} 号。")
    # of the very same file the registration itself is put right
    same = entry.sha256 == given.sha256 and PAYMENT not in (entry.what, terms.what)
    if not same and (entry.what not in REPLACEABLE[terms.what] or entry.year != year):
        told = entry_in_words(register.quarter, entry)
        raise Misused(f"{terms.what}不能代替 {told}。请核对 --what 和 --replaces。")
    return number
