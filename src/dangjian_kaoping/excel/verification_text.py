"""核对 for a terminal: that all follows, or cell by cell what does not."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from dangjian_kaoping.excel.comparison import Deviation
from dangjian_kaoping.excel.reading import Content
from dangjian_kaoping.excel.verification import Verification
from dangjian_kaoping.render.layout import Page

_MOST = 60
"""More deviations than these nobody reads one by one; JSON has all."""


def verification_text(found: Verification, file: str, what: str, width: int = 100) -> str:
    """What was held against what, and the outcome."""
    page = Page(width)
    comparison = found.comparison
    page.line(f"{file}：{what}，{comparison.cells} 个格，其中 {comparison.formulas} 个公式")
    page.blank()
    for remark in remarks(found):
        page.line(remark)
    if found.follows:
        page.line("每个数、每个公式都由细则和记录得出。")
        return page.text
    page.line(f"有 {len(found.deviations)} 处不符：")
    sheet = ""
    for each in found.deviations[:_MOST]:
        if each.sheet != sheet:
            sheet = each.sheet
            page.blank()
            page.line(sheet)
        _tell(page, each)
    if len(found.deviations) > _MOST:
        page.blank()
        page.line(f"还有 {len(found.deviations) - _MOST} 处，用 --format json 看全部。")
    return page.text


def remarks(found: Verification) -> Iterator[str]:
    """What is to be known beside the numbers."""
    digest, version = found.published
    if found.input_changed:
        yield f"细则或记录在公布之后改过（输入摘要 {digest[:12]}，现在是 {found.now[0][:12]}），按现在的核对。"
    elif not found.follows:
        yield "细则和记录自公布以来没有改过，是工作簿改过了。"
    if version != found.now[1]:
        yield f"工作簿由 kaoping {version} 写成，现在用的是 {found.now[1]}。"
    if found.comparison.unstored:
        yield f"{found.comparison.unstored} 个公式旁边没有存值，用 Excel 或 WPS 打开、保存一次就有了；公式照样核对。"
    if found.hidden:
        yield f"有隐藏的行、列或整张表，看的人看不见：{'、'.join(found.hidden)}。"


def _tell(page: Page, each: Deviation) -> None:
    match each.kind:
        case "sheet_missing":
            page.line("没有这张工作表。", 1)
        case "sheet_extra":
            page.line("多出来的工作表，不是本工具写的。", 1)
        case "sheet_renamed":
            page.line(f"这张工作表改名为“{shown(each.says)}”。", 1)
        case _:
            of = f"（{each.of}）" if each.of else ""
            says, follows = _sides(each)
            page.line(f"{each.cell}{of}：{says}，应为{follows}", 1)


def _sides(each: Deviation) -> Sequence[str]:
    """What stands there, and what should; of a formula the formula where that is what differs."""
    if each.kind == "formula":
        return tuple(_with_formula(content) for content in (each.says, each.follows))
    return shown(each.says), shown(each.follows)


def _with_formula(content: Content | None) -> str:
    if content is None or content.formula is None:
        return f"数值 {shown(content)}"
    return f"公式 ={content.formula.removeprefix('=')}"


def shown(content: Content | None) -> str:
    """A cell's value in words; 空 where there is none."""
    if content is None or content.value is None:
        return "空"
    value = content.value
    if isinstance(value, datetime):
        return value.date().isoformat() if not (value.hour or value.minute or value.second) else value.isoformat(" ")
    return f"“{value}”" if isinstance(value, str) else str(value)
