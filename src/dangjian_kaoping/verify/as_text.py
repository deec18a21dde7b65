"""核对 for a terminal: that all follows, or cell by cell what does not."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from dangjian_kaoping.ooxml.spreadsheet.sheet import Content
from dangjian_kaoping.verify.comparison import Deviation
from dangjian_kaoping.verify.remark_words import remark_in_words
from dangjian_kaoping.verify.standings import Standing, figure
from dangjian_kaoping.verify.verification import Origin, Verification
from dangjian_kaoping.write.layout import Page

_MOST = 60
"""More deviations than these nobody reads one by one; JSON has all."""


def verification_text(found: Verification, file: str, what: str, width: int = 100) -> str:
    """What was held against what, and the outcome."""
    page = Page(width)
    comparison = found.comparison
    counted = f"{comparison.cells} 个格，其中 {comparison.formulas} 个公式"
    page.line(f"{file}：{what}，{f'“{found.ranking}”里的 {comparison.cells} 个数' if found.former else counted}")
    page.blank()
    for remark in remarks_on_input(found):
        page.line(remark)
    _tell_seen_otherwise(page, found)
    if found.follows:
        page.line(f"{'这些数' if found.former else '每个数、每个公式'}都由细则和记录得出。")
        return page.text
    _tell_moved(page, found)
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
    """What is to be known beside the numbers: of the input, and of what is seen otherwise than it is."""
    yield from remarks_on_input(found)
    yield from map(remark_in_words, found.comparison.remarks)


def remarks_on_input(found: Verification) -> Iterator[str]:
    """What is to be known of the input and the tool that a workbook was written by."""
    digest, version = found.published
    if found.departure:
        yield f"{found.departure}；下面按现在的核对，是暂定的。"
    if found.origins is None and not found.follows:
        yield f"工作簿的输入摘要（{digest[:12]}）不是哪一次封存的，下面按封存的结果核对。"
    elif found.origins and not found.as_sealed and found.stored:
        yield f"工作簿写明照 {origins_in_words(found.origins)}写成，得分或名次却不是那次封存的，是工作簿改过了。"
    elif found.outdated:
        yield from _outdated(found)
    elif found.origins and found.input_changed and found.as_sealed:
        since = "" if found.departure else "；以前各轮后来有改动，不符的从那里来"
        yield f"这是照 {origins_in_words(found.origins)}写成的，得分和名次与封存一致{since}。"
    elif found.input_changed:
        yield f"细则或记录在公布之后改过（输入摘要 {digest[:12]}，现在是 {found.now[0][:12]}），按现在的核对。"
    elif not found.follows:
        yield "细则和记录自公布以来没有改过，是工作簿改过了。"
    if found.former:
        left = f"{'、'.join(found.left)}（现在没有这样的列）、" if found.left else ""
        yield (
            f"工作簿是以前的版式，只按支部核对“{found.ranking}”里存着的数；"
            f"{left}公式和别的表没有核对，要核对的请重新写一份。"
        )
    if version != found.now[1]:
        yield f"工作簿由 kaoping {version} 写成，现在用的是 {found.now[1]}。"
    if found.comparison.unstored:
        yield f"{found.comparison.unstored} 个公式旁边没有存值，用 Excel 或 WPS 打开、保存一次就有了；公式照样核对。"


def origins_in_words(origins: Iterable[Origin]) -> str:
    """The seals that a workbook was published by: 2021Q1 在 2021-04-02 的封存."""
    return "、".join(f"{each.quarter} 在 {each.seal.sealed_on} 的封存" for each in origins)


def _outdated(found: Verification) -> Iterator[str]:
    """Of a workbook that was right once: by which seal, and which has replaced it, and why."""
    old = [each for each in found.origins or () if each.replaced_by is not None]
    yield f"这是照 {origins_in_words(old)}写成的，得分和名次与那次封存一致：当时是对的，现在以新的封存为准。"
    for each in old:
        if each.replaced_by is not None:
            why = f"（{each.replaced_by.note}）" if each.replaced_by.note else ""
            yield f"{each.quarter} 在 {each.seal.sealed_on} 的封存已由 {each.replaced_by.sealed_on} 的封存代替{why}。"


def _tell_seen_otherwise(page: Page, found: Verification) -> None:
    """What people see otherwise than it is; what is in the ranking is wrong, and told first."""
    remarks = found.comparison.remarks
    wrong = [each for each in remarks if found.fails(each)]
    others = [each for each in remarks if not found.fails(each)]
    for each, heading in ((wrong, f"“{found.ranking}”里看到的与写出的不同"), (others, "另外要留意")):
        if each:
            page.line(f"{heading}（{len(each)} 处）：")
            for remark in each[:_MOST]:
                page.line(remark_in_words(remark), 1)
            if len(each) > _MOST:
                page.line(f"还有 {len(each) - _MOST} 处，用 --format json 看全部。", 1)
            page.blank()


def _tell_moved(page: Page, found: Verification) -> None:
    """Which branches' scores and ranks are others, before all cells."""
    if not found.moved:
        page.line("各党支部的得分、名次都相符，不符的在别处。" if found.stored else "得分、名次旁边没有存值，没有比。")
        return
    page.blank()
    page.line(f"得分、名次不符的党支部 {len(found.moved)} 个：")
    for each in found.moved:
        says = "工作簿上没有这个党支部" if each.says is None else f"工作簿上 {_standing(each.says)}"
        follows = "应当没有这个党支部" if each.follows is None else f"应为 {_standing(each.follows)}"
        page.line(f"{each.branch}：{says}，{follows}", 1)
    page.blank()


def _standing(standing: Standing) -> str:
    score, rank = map(figure, standing)
    return f"{'没有得分' if score is None else f'{score} 分'}、{'没有名次' if rank is None else f'第 {rank} 名'}"


def _tell(page: Page, deviation: Deviation) -> None:
    match deviation.kind:
        case "sheet_missing":
            page.line("没有这张工作表。", 1)
        case "sheet_extra":
            page.line("多出来的工作表，不是本工具写的。", 1)
        case "sheet_renamed":
            page.line(f"这张工作表改名为“{shown(deviation.says)}”。", 1)
        case _:
            of = f"（{deviation.of}）" if deviation.of and deviation.cell else deviation.of
            says, follows = _sides(deviation)
            page.line(f"{deviation.cell}{of}：{says}，应为{follows}", 1)


def _sides(deviation: Deviation) -> Sequence[str]:
    """What stands there, and what should; of a formula the formula where that is what differs."""
    if deviation.kind == "formula":
        return tuple(_with_formula(content) for content in (deviation.says, deviation.follows))
    return shown(deviation.says), shown(deviation.follows)


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
    return f"“{value}”" if isinstance(value, str) else plain_value(value)


def plain_value(value: object) -> str:
    """A value as text, a number without what every program writes otherwise: 12, not 12.0."""
    return f"{value:.15g}" if isinstance(value, float) else str(value)
