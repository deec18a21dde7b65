"""`kaoping rubric import`: an office's own 细则 as the draft of a version."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.characters import lawful_name
from dangjian_kaoping.cli.asking.periods import asked_quarter
from dangjian_kaoping.cli.asking.versions import asked_new_version, can_be_version, first_quarter
from dangjian_kaoping.cli.files.publication import Target, write_or_stop
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.streams import answer, tell, width
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.outline.draft import Draft
from dangjian_kaoping.outline.outline import Outline
from dangjian_kaoping.outline.reading import outlined
from dangjian_kaoping.periods import quarter_of_day
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.drafting.document import drafted_document
from dangjian_kaoping.session.drafting.text import NOT_IN_THE_DOCUMENT, Head, departments_of, draft_text
from dangjian_kaoping.write.text.rubric_draft import draft_summary

_FEW = 3
_WORKED_ON = "多半是有人改过的草稿。请导入到别的文件，对照着把改了的抄过去；加 --force 就丢掉改过的，从原件重来。"


def import_rubric(
    path: Annotated[Path, typer.Argument(metavar="文件", help="细则：.docx、.xlsx、.xls、.doc 或纯文本")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="草稿写到哪里，如 rubrics/2021.yaml；不写则印出来"),
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="版本", help="如 2021；不写则照 -o 的文件名，或施行的那一年")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="季度",
            help="从哪个季度起施行，如 2021Q1；不写则版本那一年的第一季度",
            autocompletion=completion.begun,
        ),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="文件", help="导入报告写到哪里（Markdown）：逐项取了什么、怎样定的"),
    ] = None,
    department: Annotated[
        list[str] | None,
        typer.Option("--department", "-d", metavar="部室", help="原件没有写检查部室的项目由谁检查，可以写几个"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已经在那里的文件，改过的也不留")] = False,
) -> None:
    """The draft of a rubric out of a document."""
    from dangjian_kaoping.documents.reading import read

    head = _head(version, since, output, department or [])
    _ends(output, (".yaml", ".yml"), "草稿")
    _ends(report, (".md",), "报告")
    name = as_told(path.name)
    document = read(path, name)
    if isinstance(document, Diagnostic):
        raise Stopped(FINDINGS, [document], {})
    outline = outlined(document)
    if not outline.areas:
        raise Stopped(FINDINGS, [Diagnostic(codes.KP805(why=_why_none(outline)), Place(name, 0))], {})
    found = drafted_document(name, outline)
    text = draft_text(found.draft, head).text
    targets = []
    if output is not None:
        content = text.encode()
        targets.append(Target(output, lambda: content, lambda path: path.read_bytes() == content, _WORKED_ON))
    if report is not None:
        from dangjian_kaoping.write.markdown.rubric_draft import draft_markdown

        page = draft_markdown(found.draft, found.understood, document.remarks).encode()
        targets.append(Target(report, lambda: page, ours.markdown_of("kaoping.rubric-import")))
    write_or_stop(targets, force=force, source=path)
    say, stream = answer, sys.stdout
    if output is None:
        answer(text.rstrip("\n"))
        # what is asked for may go to a file or on to another program
        say, stream = tell, sys.stderr
    root = workspace_root((Path.cwd() if output is None else output.parent).absolute())
    remarks = [*document.remarks, *_strange_departments(found.draft, head, root)]
    say(draft_summary(found.draft, remarks, width(stream)).rstrip("\n"))
    say(_next(head, output, since, report, root))


def _ends(path: Path | None, ends: Sequence[str], what: str) -> None:
    """Raise Misused where a file would be called what it is not."""
    if path is not None and path.suffix.lower() not in ends:
        raise Misused(f"{what}的文件名要以 {ends[0]} 结尾，不是“{as_told(path.name)}”。")


def _strange_departments(draft: Draft, head: Head, root: Path | None) -> Iterator[str]:
    """The departments that the roster of the workspace does not have, each with how many items name it."""
    roster = None if root is None else Loader(root, partly=True).roster()
    if roster is None:
        return
    known = roster.departments_in_force(head.since)
    named = Counter(name for item in draft.items() for name in departments_of(item, head) if name not in known)
    if named:
        counted = "、".join(f"{name}（{count} 项）" for name, count in named.items())
        yield f"名册里没有这些部室：{counted}；叫法不同的，照名册改；没有的，加进 data/roster.yaml"


def _why_none(outline: Outline) -> str:
    """Why no item was found: the reasons for which text was left, each once."""
    whys = list(dict.fromkeys(each.why for each in outline.left))
    return "；".join(whys[:_FEW]) or "文件里没有字"


def _head(version: str | None, since: str | None, output: Path | None, departments: Sequence[str]) -> Head:
    """What the draft says of itself: as asked, else by the name of its file, else by the day."""
    departments = list(dict.fromkeys(map(lawful_name, departments)))
    if not all(departments):
        raise Misused("--department 后面要写部室的名称。")
    named = None if output is None else output.stem
    quarter = None if since is None else asked_quarter(since)
    if version is not None:
        version = asked_new_version(version)
    elif named is not None and can_be_version(named):
        version = named
    else:
        version = str((quarter or quarter_of_day(today())).year)
    return Head(version, quarter or first_quarter(version, None) or quarter_of_day(today()), departments)


def _next(head: Head, output: Path | None, since: str | None, report: Path | None, root: Path | None) -> str:
    quarter = "" if since else "（没有写 --from）"
    lines = [f"\n写的是 {head.version} 版，{head.since.chinese}起施行{quarter}。", *NOT_IN_THE_DOCUMENT]
    if report is not None:
        lines.append(f"逐项取了什么、怎样定的，见 {as_told(str(report))}。")
    if output is not None:
        draft = as_told(str(output))
        if root is None or output.parent.absolute() != root / "rubrics":
            lines.append("草稿不在工作区的 rubrics 文件夹里，评分时不读；核对好了放进去。")
        lines.append(f"接着照原件核对 {draft}，补上没有认出的，随时可以：kaoping rubric check {draft}")
    return "\n".join(lines)
