"""`kaoping form`: the forms that offices fill in, one a department, or one a branch and month."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple, TypeVar

import typer

from dangjian_kaoping.cli.asking.periods import asked_day, asked_month, asked_quarter
from dangjian_kaoping.cli.asking.roster import ids_of
from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.files.names import file_names
from dangjian_kaoping.cli.files.publication import Target, write_new_or_stop, write_or_stop
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.several import shared_out
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import TITLES
from dangjian_kaoping.forms.followup import followup_form, open_problems
from dangjian_kaoping.forms.form import Form
from dangjian_kaoping.forms.own import OwnForms
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Month, Quarter, quarter_of_day, quarter_with
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.forms import basis_of, departments_of, inspection_forms
from dangjian_kaoping.session.session import Session

OutputOption = Annotated[Path, typer.Option("--output", "-o", metavar="文件夹", help="写到哪个文件夹，没有就新建")]
QuarterOption = Annotated[
    str | None,
    typer.Option(
        "--quarter",
        "-q",
        metavar="季度",
        help="如 2021Q2；不写则用今天所在的季度",
        autocompletion=completion.begun,
    ),
]
DepartmentOption = Annotated[
    list[str] | None,
    typer.Option(
        "--department",
        "-d",
        metavar="部室",
        help="只写这个部室的（名称或编号），可以写几次",
        autocompletion=completion.departments,
    ),
]
BranchOption = Annotated[
    list[str] | None,
    typer.Option(
        "--branch",
        "-b",
        metavar="支部",
        help="只写这个支部的（名称或编号），可以写几次",
        autocompletion=completion.branches,
    ),
]
FilledOption = Annotated[bool, typer.Option("--filled", help="已经有的记录填在里面，改了再交回")]
RowsOption = Annotated[
    int | None,
    typer.Option("--rows", metavar="行数", min=1, max=2000, help="空行要几行；不写则照以往留足"),
]
ForceOption = Annotated[bool, typer.Option("--force", help="那里已有的、内容不一样的表也重写")]

_MOST_NAMED = 4
"""Branches in the name of a file that is for some of them."""


_Thing = TypeVar("_Thing")
_Named = tuple[str, Callable[[], Form]]
"""How a file is called, and the form that will be in it."""


class _Called(NamedTuple):
    """A department, as its file is named."""

    id: str
    name: str


def inspection(
    output: OutputOption,
    quarter: QuarterOption = None,
    department: DepartmentOption = None,
    branch: BranchOption = None,
    filled: FilledOption = False,
    rows: RowsOption = None,
    force: ForceOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write 检查表 of a quarter."""
    session = opened(workspace)
    basis = _basis(session, _quarter(quarter))
    departments = _departments(basis, department)
    branches = _branches(basis, branch)
    title, names = TITLES["inspection"], _names(basis, departments)
    part = "" if len(branches) == len(basis.branches) else f"-{_together(branches)}"
    forms = inspection_forms(session, basis, departments, branches, filled=filled, rows=rows)
    named = [(f"{basis.quarter}-{title}-{names[each.code.department]}{part}", partial(_given, each)) for each in forms]
    _write(output, named, force=force)
    answer(f"{basis.quarter.chinese}{title} {len(departments)} 份已写到：{output.absolute()}")
    answer("发给各部室填；交回以后，用 kaoping import 导入。")


def own(
    output: OutputOption,
    month: Annotated[
        list[str] | None, typer.Option("--month", "-m", metavar="月份", help="如 2021-04，可以写几次")
    ] = None,
    quarter: QuarterOption = None,
    branch: BranchOption = None,
    filled: FilledOption = False,
    rows: RowsOption = None,
    force: ForceOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write 自评表 of some months, or of those that a quarter has."""
    if month and quarter is not None:
        raise Misused("--month 和 --quarter 只能写一个。")
    session = opened(workspace)
    found: list[_Named] = []
    title = TITLES["self"]
    for quarter_asked, periods in _periods(month, quarter).items():
        basis = _basis(session, quarter_asked)
        branches = _branches(basis, branch)
        names = file_names(basis.branches)
        for period in _assessed(basis, periods):
            forms = OwnForms(basis, period, filled=filled, rows=rows)
            found += [(f"{period}-{title}-{names[each.id]}", partial(forms.of, each)) for each in branches]
    _write(output, found, force=force)
    answer(f"{title} {len(found)} 份已写到：{output.absolute()}")
    answer("发给各支部填；交回以后，用 kaoping import 导入。")


def followup(
    output: OutputOption,
    department: DepartmentOption = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="日期", help="到哪天还没有销号的，如 2021-04-15；不写则到今天")
    ] = None,
    filled: FilledOption = False,
    rows: RowsOption = None,
    force: ForceOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write 复查表 of what is open on a day."""
    session = opened(workspace)
    day = _day(as_of)
    basis = _basis(session, quarter_of_day(day))
    departments = _departments(basis, department)
    title, names = TITLES["followup"], _names(basis, departments)
    named: list[_Named] = [
        (f"{day.isoformat()}-{title}-{names[each]}", partial(followup_form, basis, each, day, filled=filled, rows=rows))
        for each in departments
    ]
    _write(output, named, force=force)
    answer(f"{title} {len(departments)} 份已写到：{output.absolute()}")
    idle = [basis.department(each) for each in departments if not open_problems(basis, each, day)]
    if idle:
        answer(f"{'、'.join(idle)}没有要复查的问题，表里是空的，不必发。")
    if len(idle) < len(departments):
        answer("发给各部室填；交回以后，用 kaoping import 导入。")


def _quarter(text: str | None) -> Quarter:
    if text is not None:
        return asked_quarter(text)
    now = quarter_of_day(today())
    tell(f"没有写 --quarter，用今天所在的季度：{now}")
    return now


def _day(text: str | None) -> date:
    if text is not None:
        return asked_day(text, "2021-04-15")
    tell(f"没有写 --as-of，到今天：{today().isoformat()}")
    return today()


def _periods(months: Sequence[str] | None, quarter: str | None) -> dict[Quarter, list[Month | Quarter]]:
    """What is asked for, by quarter; of a whole quarter, the quarter."""
    if not months:
        asked = _quarter(quarter)
        return {asked: [asked]}
    found: dict[Quarter, list[Month | Quarter]] = {}
    for each in sorted({asked_month(text) for text in months}):
        found.setdefault(each.quarter, []).append(each)
    return found


def _assessed(basis: Basis, periods: Sequence[Month | Quarter]) -> Iterator[Month | Quarter]:
    """The months or the quarter of which the rubric wants a self-assessment."""
    wanted = basis.rubric.measure.assessed_in(basis.quarter)
    if not wanted:
        raise Misused(f"{basis.rubric.version} 版细则不要自评，没有自评表。")
    for each in periods:
        if isinstance(each, Quarter):
            yield from wanted
        elif isinstance(wanted[0], Month):
            yield each
        else:
            raise Misused(f"{basis.rubric.version} 版细则的自评每季一份，要写 --quarter {quarter_with(each)}。")


def _basis(session: Session, quarter: Quarter) -> Basis:
    with patience(f"正在读取 {quarter} 和以前各轮 …"):
        return basis_of(session, quarter)


def _departments(basis: Basis, asked: Sequence[str] | None) -> list[str]:
    """The departments that are asked for, by id; all that record something where none is."""
    recording = departments_of(basis)
    if not asked:
        return list(recording)
    wanted: set[str] = set()
    for name in asked:
        ids = ids_of(name, basis.roster.departments, "部室") & set(recording)
        if not ids:
            known = [basis.department(each) for each in recording]
            raise Misused(f"“{name}”在 {basis.quarter} 不检查。{perhaps(name, known)}要检查的有：{'、'.join(known)}")
        wanted |= ids
    return [each for each in recording if each in wanted]


def _branches(basis: Basis, asked: Sequence[str] | None) -> list[Branch]:
    """The branches that are asked for; all that take part where none is."""
    if not basis.branches:
        raise Misused(f"{basis.quarter} 没有参加考评的支部。")
    if not asked:
        return list(basis.branches)
    wanted: set[str] = set()
    for name in asked:
        ids = ids_of(name, basis.roster.branches, "支部") & {each.id for each in basis.branches}
        if not ids:
            raise Misused(f"“{name}”在 {basis.quarter} 不参加考评（季度的第一天和最后一天都在册的才参加）。")
        wanted |= ids
    return [each for each in basis.branches if each.id in wanted]


def _names(basis: Basis, departments: Iterable[str]) -> dict[str, str]:
    return file_names([_Called(each, basis.department(each)) for each in departments], "部室")


def _together(branches: Sequence[Branch]) -> str:
    """Some branches in the name of a file: by name where there is one, else by their ids."""
    names = file_names(branches)
    if len(branches) == 1:
        return names[branches[0].id]
    ids = file_names([_Called(each.id, each.id) for each in branches])
    listed = "-".join(ids[each.id] for each in branches[:_MOST_NAMED])
    return listed if len(branches) <= _MOST_NAMED else f"{listed}等{len(branches)}个支部"


def _write(folder: Path, named: Sequence[_Named], *, force: bool) -> None:
    """Write the forms, all or none; over what is there only where it is the very same, or with `force`."""
    if folder.exists() and not folder.is_dir():
        raise Misused(f"“{folder}”是一个文件，不是文件夹。")
    made: list[tuple[Path, bytes]] = []
    with (
        shared_out([partial(_content, form) for _, form in named]) as contents,
        patience(f"正在写 {len(named)} 份表 …") as said,
    ):
        for (name, _), content in zip(named, contents, strict=True):
            made.append((folder / f"{name}.xlsx", content))
            said(f"正在写表 … {len(made)}/{len(named)}")
    there = folder.is_dir()
    differing = [path for path, content in made if there and _is_other(path, content)]
    if differing and not force:
        faults = Faults()
        for path in differing:
            faults.add(codes.KP710(file=str(path)), Place(as_told(str(path)), 0))
        raise Stopped(FINDINGS, faults, {})
    # what is there already is written too: a run that was killed may have left its lock
    targets = [Target(path, partial(_given, content), lambda _: True) for path, content in made]
    if there:
        write_or_stop(targets, force=force)
    else:
        write_new_or_stop(targets)


def _given(thing: _Thing) -> _Thing:
    return thing


def _content(form: Callable[[], Form]) -> bytes:
    from dangjian_kaoping.write.xlsx.form.workbook import form_workbook

    return form_workbook(form())


def _is_other(path: Path, content: bytes) -> bool:
    """Whether a file is there that holds something else."""
    try:
        return path.is_file() and path.read_bytes() != content
    except OSError:
        return False
