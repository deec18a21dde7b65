"""公布登记 in words: what went out when, and whether it still holds."""

from collections.abc import Iterator

from dangjian_kaoping.engine.course.registered import Registered, same_figures
from dangjian_kaoping.model.publications import Publication
from dangjian_kaoping.periods import Quarter


def entry_in_words(quarter: Quarter, entry: Publication) -> str:
    """`2021Q1 公布登记的第 1 号：公示，2021-04-12 公布在厂内网，文号 党委发〔2021〕7号`."""
    of = f"{entry.year} 年度的{entry.what}" if entry.year is not None else entry.what
    where = "公布" if entry.where is None else f"公布在{entry.where}"
    number = "" if entry.number is None else f"，文号 {entry.number}"
    return f"{quarter} 公布登记的第 {entry.id} 号：{of}，{entry.date} {where}{number}"


def registered_in_words(found: Registered) -> Iterator[str]:
    """What is known of a file by its digest: when it went out, what took its place, and how its seal stands."""
    yield f"这是 {entry_in_words(found.quarter, found.entry)}，与登记时一字不差。"
    later = found.successor
    if later is not None:
        yield f"已由第 {later.id} 号代替（{later.file}，{later.date} 公布），以第 {later.id} 号为准。"
    if found.seal is None:
        yield "它照的那次封存现在没有了。"
    elif found.replaced_by is None:
        yield f"它照的是 {found.seal.sealed_on} 的封存，那次封存仍然有效。"
    else:
        same = same_figures(found.seal, found.replaced_by)
        moved = "得分和名次没有变" if same else "得分或名次变了，以新的封存为准"
        yield f"它照的是 {found.seal.sealed_on} 的封存，已由 {found.replaced_by.sealed_on} 的封存代替：{moved}。"
