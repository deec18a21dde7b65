"""`kaoping seal`: fix a published round, so that every later edit of what it follows from is found."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dangjian_kaoping.checks.seal.seal import CORRECTED
from dangjian_kaoping.cli.asking.periods import asked_day, refuse_future
from dangjian_kaoping.cli.asking.rounds import opened, quarter_of
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.outgoing import refuse_said
from dangjian_kaoping.cli.files.publication import Target, refused, write
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import SealTerms
from dangjian_kaoping.loading.workspace import seal_file
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.sealing import Sealing
from dangjian_kaoping.version import VERSION
from dangjian_kaoping.write.seal_yaml import seal_yaml


def seal(
    quarter: QuarterOption = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="封存的日期，如 2021-04-20；不写则是今天")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="说明", help="一句说明，如公布的文号；再次封存的写明为什么")
    ] = None,
    final: Annotated[
        bool, typer.Option("--final", help="定案：公示期满、异议处理完以后；没有规定程序的，封存就是定案")
    ] = False,
    recount: Annotated[bool, typer.Option("--recount", help="程序的算法改正了，照现在算的再封；要写 --note")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Seal a complete round; seal it anew where an adjustment has corrected it, and as final when it was public."""
    asked = None if day is None else asked_day(day, "2021-04-20")
    note = note.strip() or None if note is not None else None
    if recount and note is None:
        raise Misused("--recount 要和 --note 一起写，说明程序的算法改正了什么。")
    # all that a seal follows from, the other seals too, is read while nobody else writes
    with held(opened(workspace).root):
        session = opened(workspace)
        asked_quarter = quarter_of(session, quarter)
        with patience(f"正在读取并计算 {asked_quarter} 和以前各轮 …"):
            sealing = session.sealing(asked_quarter)
        _seal(sealing, _Asked(asked, note, final, recount))


class _Asked(NamedTuple):
    """What the command line says of the seal."""

    day: date | None
    note: str | None
    final: bool
    recount: bool


def _seal(sealing: Sealing, asked: _Asked) -> None:
    result, before = sealing.result, sealing.before
    sealing.refuse_lost()
    _refuse_provisional(result)
    due = before is not None and _is_due_again(sealing, asked)
    governed = sealing.standing is not None
    final = asked.final or not governed
    sealed_on = asked.day or today()
    if before is not None and not due and not (final and sealing.published):
        # what is final is asked for again: of its day nothing more is asked
        day = None if asked.final and governed else asked.day
        _refuse_other_terms(before, day, asked.note)
        done = "定案" if governed and before.in_force.final else "封存"
        answer(f"{result.quarter.chinese}的考评结果已在 {before.in_force.sealed_on} {done}，一直没有变，不必再封。")
        return
    _refuse_day(sealed_on, result, before)
    if governed and asked.day is not None:
        refuse_future(asked.day, "封存日期")
    if final and sealing.replaces_final and asked.note is None:
        raise Misused("已经定案的，再封要写 --note，说明更正的依据。")
    if asked.note is not None:
        refuse_said(sealing.session, result.quarter, "--note", asked.note)
    sealing.refuse_early(sealed_on, final=final, due=due)
    _refuse_unpayable(sealing)
    if asked.day is None:
        tell(f"没有写 --date，封存日期用今天：{sealed_on}")
    new = sealing.sealed(SealTerms(sealed_on, VERSION, asked.note, governed, final))
    path = sealing.root / seal_file(result.quarter)
    _write(path, result.quarter, (new,) if before is None else (*before.seals, new))
    again = "" if before is None else f"它代替 {before.in_force.sealed_on} 的封存，原来的留在文件里。\n"
    done = "已定案" if governed and final else "已封存，可以公示" if governed and before is None else "已封存"
    answer(
        f"{result.quarter.chinese}的考评结果{done}：{path}\n{again}"
        f"封存摘要：{new.digest}\n"
        "请把这个文件和本轮的记录一起存档（用 git 的，一起提交），摘要可以写进公布的文件。"
    )


def _refuse_day(day: date, result: RoundResult, before: Seals | None) -> None:
    if day < result.quarter.first_day:
        raise Misused(f"封存日期 {day} 在{result.quarter.chinese}以前，请核对 --date。")
    if before is not None and day < before.in_force.sealed_on:
        raise Misused(f"封存日期 {day} 在上一次封存（{before.in_force.sealed_on}）以前，请核对 --date。")


def _refuse_other_terms(before: Seals, asked: date | None, note: str | None) -> None:
    """Stop where an unchanged round was to be sealed on other terms: its seal stays as it is."""
    seal = before.in_force
    others = [f"日期写作 {asked}"] if asked not in (None, seal.sealed_on) else []
    others += [f"说明写作“{note}”"] if note not in (None, seal.note) else []
    if others:
        day, digest = seal.sealed_on, seal.digest
        fault = codes.KP193(quarter=before.quarter, day=day, digest=digest, others="、".join(others))
        place = seal.place_of("sealed_on" if asked not in (None, seal.sealed_on) else "note")
        raise Stopped(FINDINGS, [Diagnostic(fault, place)], {})


def _refuse_provisional(result: RoundResult) -> None:
    if not result.complete:
        missing = [each.score.branch.name for each in result.placings if each.score.composite is None]
        fault = codes.KP510(quarter=result.quarter, branches="、".join(missing))
        raise Stopped(FINDINGS, [Diagnostic(fault, Place(f"data/{result.quarter}", 0))], {})


def _refuse_unpayable(sealing: Sealing) -> None:
    """Stop where the policy in force cannot pay the round: once it is sealed, policy and roster stay as they are."""
    try:
        sealing.refuse_unpayable()
    except SessionError as error:
        quarter, again = sealing.result.quarter, sealing.before is not None
        hint = f"更正以后照封存的办法发不出的，把办法一起改好；{_WITH_NOTE}。" if again else ""
        unpayable = Diagnostic(codes.KP525(quarter=quarter), Place(f"data/{quarter}", 0), hint=hint)
        raise Stopped(FINDINGS, [unpayable, *error.faults], error.texts) from error


_WITH_NOTE = "再封时用 --note 写明依据"


def _is_due_again(sealing: Sealing, asked: _Asked) -> bool:
    """Whether a sealed round was corrected by reviews, and in no other way: else the command stops.

    Where the sealed policy cannot pay what the review made of the round, the policy is mended with it, on the word of
    a note; where the program was mended and counts otherwise, it is asked to `recount`.
    """
    faults, note = sealing.departures(), asked.note
    if asked.recount and sealing.recounts(faults):
        return True
    others = {fault.code for fault in faults} - CORRECTED
    corrected = len({fault.code for fault in faults} & CORRECTED) > 0
    if others and not (corrected and note and others == {"KP513"}):
        hint = f"更正以后照原来的办法发不出、连同办法一起改的，{_WITH_NOTE}；不是的，" if corrected else ""
        told = [replace(fault, hint=hint) if fault.code == "KP513" else fault for fault in faults]
        raise Stopped(FINDINGS, told, sealing.texts)
    for fault in faults:
        if fault.code in others:
            tell(fault.message)
    return bool(len(faults))


def _write(path: Path, quarter: Quarter, seals: tuple[Seal, ...]) -> None:
    # whatever lies there was read as our own seals, or there was nothing
    targets = [Target(path, lambda: seal_yaml(quarter, seals).encode(), lambda _: True)]
    for step in (lambda each: refused(each, force=False), write):
        faults = step(targets)
        if len(faults):
            raise Stopped(FINDINGS, faults, {})
