"""`kaoping init`: a new plant's workspace, the sample plant, or the CI files of a workspace that is there."""

import os
import unicodedata
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.files.locking import held
from dangjian_kaoping.cli.files.names import objection_to_new
from dangjian_kaoping.cli.files.publication import Target, in_the_way, write_new_or_stop
from dangjian_kaoping.cli.files.scaffold import Service, ci_files, new_workspace, sample_files
from dangjian_kaoping.cli.git.paths import top_of
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.streams import answer, tell
from dangjian_kaoping.loading.workspace import SETTINGS, workspace_root
from dangjian_kaoping.periods import Month, Quarter
from dangjian_kaoping.source.files import content_of

_UNIT = "某单位"
"""What stands for a unit's name until the office has written it."""
_COMMITTEE = "中共{unit}委员会"
"""What most committees are called."""
_OF_GIT = (".gitignore", ".gitattributes")
"""What a repository often has before there is a workspace in it."""
_AFTER_SAMPLE = Quarter(2021, 2)
"""The first quarter of which the sample has no records."""
_NEXT = """\
  kaoping check                        检查，应当没有问题
  kaoping rank                         看排名
  kaoping rank --publish report.xlsx   写成工作簿
  kaoping form self -q {next} -o 表    写出下一季的自评表，发给各支部填；检查表用 form inspection
"""
_NEXT_OF_EMPTY = """\
  kaoping rubric import 细则.docx -o rubrics/{year}.yaml --from {first}   把本单位的细则写成草稿
"""
_INSIDE = "要加自动检查的，写 --ci；要另建一个，写别的文件夹。"


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="文件夹", help="建在哪个文件夹，没有就新建；不写则是当前文件夹")
    ] = None,
    unit: Annotated[str | None, typer.Option("--unit", "-u", metavar="名称", help="单位名称，印在公布的排名上")] = None,
    committee: Annotated[
        str | None, typer.Option("--committee", metavar="名称", help="党委（党总支）全称，通报由它署名")
    ] = None,
    quarter: Annotated[
        str | None,
        typer.Option("--quarter", "-q", metavar="季度", help="第一个季度，如 2021Q1；不写则是今天所在的季度"),
    ] = None,
    empty: Annotated[
        bool, typer.Option("--empty", help="不要举例的细则和记录：本单位的细则接着从 Word、Excel 导入")
    ] = False,
    sample: Annotated[bool, typer.Option("--sample", help="不建新的，写一个现成的示例厂，供学习和试用")] = False,
    ci: Annotated[
        list[Service] | None,
        typer.Option(
            "--ci",
            metavar="平台",
            help="github、gitlab、gitee，可以写几次：同时写好每次推送自动检查的文件；已有工作区的，只写这些文件",
        ),
    ] = None,
) -> None:
    """Write a workspace that can be checked, scored and ranked at once; nothing that exists is overwritten."""
    named = any(each is not None for each in (unit, committee, quarter))
    if sample and (named or empty):
        raise Misused("--sample 是现成的示例厂，不能与 --unit、--committee、--quarter、--empty 一起写。")
    services = ci_files(dict.fromkeys(ci or []))
    plain = not named and not sample and not empty
    there = _existing(folder) if services and plain else None
    root = Path(os.path.normpath(folder or Path())) if there is None else there
    if os.path.lexists(root) and not root.is_dir():
        raise Misused(f"“{root}”是一个文件，不是文件夹。")
    if why := objection_to_new(root):
        raise Misused(f"文件夹不能叫“{root}”：{why}。")
    with held(root) as interrupted:
        if there is not None:
            _add(root, services, interrupted=interrupted)
        else:
            _begin(
                root,
                _sample() if sample else _new(unit, committee, quarter, empty=empty),
                services,
                interrupted=interrupted,
            )


def _add(root: Path, services: dict[str, bytes], *, interrupted: bool) -> None:
    """Write the CI files of a workspace that is there."""
    _write(root, services, interrupted=interrupted)
    answer(f"在 {root.absolute()} 写好了自动检查的文件：\n{_listed(services)}\n提交并推送以后，每次推送都会自动检查。")
    _warn_of_repository(root)


def _begin(root: Path, made: "_Made", services: dict[str, bytes], *, interrupted: bool) -> None:
    """Write a workspace where there is none, or only what an interrupted command has left of one."""
    if (root / SETTINGS).is_file() and not interrupted:
        # whoever moved the settings away would have no workspace any more
        raise Stopped(FINDINGS, [in_the_way(root / SETTINGS, "这里已经是一个工作区，什么也没有写。", _INSIDE)], {})
    files, notices = _without_ours(root, made.files | services)
    _write(root, files, interrupted=interrupted)
    for note in (*made.notes, *notices):
        tell(note)
    enter = "" if root.resolve() == Path.cwd() else f'  cd "{root}"\n'
    answer(f"在 {root.absolute()} 建好了{made.title}：\n{_listed(files)}\n接着：\n{enter}{made.following}{made.then}")
    _warn_of_outer(root)
    if services:
        _warn_of_repository(root)


class _Made(NamedTuple):
    """What is to be written, and what is said of it."""

    title: str
    files: dict[str, bytes]
    following: str
    then: str
    notes: tuple[str, ...] = ()


def _sample() -> _Made:
    then = "看过以后，另找一个文件夹建本单位的：kaoping init 文件夹 --unit 单位名称"
    following = _NEXT.format(next=_AFTER_SAMPLE)
    return _Made("示例厂（单位、支部和记录都是虚构的）", sample_files(), following, then)


def _new(unit: str | None, committee: str | None, quarter: str | None, *, empty: bool) -> _Made:
    notes = []
    named = _UNIT if unit is None else _sound(unit, "--unit")
    signing = _COMMITTEE.format(unit=named) if committee is None else _sound(committee, "--committee")
    if unit is None:
        notes.append(f"没有写 --unit，单位名称暂写“{_UNIT}”，请在 {SETTINGS} 里改。")
    if committee is None:
        notes.append(f"没有写 --committee，通报的署名暂写“{signing}”，请核对 {SETTINGS} 里的 committee。")
    if quarter is None:
        day = today()
        first = Month(day.year, day.month).quarter
        notes.append(f"没有写 --quarter，用今天（{day}）所在的季度：{first}")
    else:
        first = asked_quarter(quarter)
        if not 2000 <= first.year < 2100:
            raise Misused(f"{first} 的年份不对，从 2000 年到 2099 年。")
    if empty:
        title = f"工作区（{named}，里面的支部和部室是举例，还没有细则）"
        following = _NEXT_OF_EMPTY.format(year=first.year, first=first)
        then = "然后照 说明.md 把 data/roster.yaml 换成本单位的支部、部室。"
        return _Made(title, new_workspace(named, signing, first, empty=True), following, then, tuple(notes))
    title = f"工作区（{named}，{first.chinese}，里面的支部和记录是举例）"
    then = "然后照 说明.md 换成本单位的支部、细则和记录。细则在 Word、Excel 里的，用 kaoping init --empty 另建，导入。"
    return _Made(title, new_workspace(named, signing, first), _NEXT.format(next=first.next), then, tuple(notes))


def _without_ours(root: Path, files: dict[str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """The files without those of git that a repository has already, and what is said of these."""
    there = [name for name in _OF_GIT if name in files and (root / name).is_file()]
    notices = []
    for name in there:
        known = content_of(root / name).decode(errors="replace").split("\n")
        lines = [line for line in files[name].decode().split("\n") if line and not line.startswith("#")]
        missing = [line for line in lines if line not in known]
        if missing:
            notices.append(
                f"这里已经有 {name}，没有动它。建议加上这几行：\n" + "\n".join(f"  {line}" for line in missing)
            )
    return {name: content for name, content in files.items() if name not in there}, notices


def _existing(folder: Path | None) -> Path | None:
    """The workspace that is there already: a named folder itself, or the one around the current folder."""
    if folder is None:
        found = workspace_root(Path.cwd())
        return Path() if found == Path.cwd() else found
    return folder if os.path.lexists(folder / SETTINGS) else None


def _sound(written: str, option: str) -> str:
    """A name that can stand in one line of a file."""
    name = written.strip()
    if not name:
        raise Misused(f"{option} 后面要写名称。")
    if any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in name):
        raise Misused(f"{option} 里有换行或看不见的控制字符，请删去。")
    return name


def _write(root: Path, files: dict[str, bytes], *, interrupted: bool) -> None:
    # the settings last: until they are there it is no workspace, and what is half made is not taken for one
    names = sorted(files, key=SETTINGS.__eq__)
    targets = [Target(root / name, partial(_content, files[name]), _made_by_us) for name in names]
    write_new_or_stop(targets, interrupted=interrupted)


def _content(content: bytes) -> bytes:
    return content


def _made_by_us(_: Path) -> bool:
    return False


def _listed(files: Iterable[str]) -> str:
    """The files; of a folder that holds several, how many."""
    folders: dict[str, list[str]] = {}
    for name in files:
        folder, _, _ = name.rpartition("/")
        folders.setdefault(folder, []).append(name)
    lines = []
    for folder, names in folders.items():
        lines += [f"{folder}/（{len(names)} 个文件）"] if folder and len(names) > 1 else names
    return "\n".join(f"  {line}" for line in lines)


def _warn_of_outer(root: Path) -> None:
    outer = workspace_root(root.absolute().parent)
    if outer is not None:
        tell(f"注意：{outer} 已经是一个工作区，这里是在它里面另建的一个，两个互不相干。")


def _warn_of_repository(root: Path) -> None:
    """A CI service reads only the files at the top of a repository."""
    place = root.absolute()
    top = top_of(place)
    if top is not None and top != place:
        inner = place.relative_to(top).as_posix()
        tell(
            f"注意：git 仓库的最上层是 {top}，自动检查的文件要放在那里才起作用。"
            f'请移过去，并在每条 kaoping 命令后面加上 --workspace "{inner}"。'
        )
