"""填表说明: one page with one example, for somebody who reads nothing else."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from dangjian_kaoping.facts.boxes import NUMBERS, Box
from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.columns import FINDINGS, FOLLOWUPS, GUIDE, HANDLING, MARKS, NEEDED, VISITS, Column
from dangjian_kaoping.forms.form import Above, Row, Sheet, Slot
from dangjian_kaoping.forms.labels import clause_label, item_label

NOTE = "备注"
"""What stands before the cell for the note of a whole form."""
_COLUMNS = (Column("label", "", 14), Column("text", "", 100))
_PASTED = ("粘贴", "从别处复制来的，只粘贴数值（右键，选择性粘贴，数值）；整格粘贴会把格子锁住、把下拉去掉。")
_RETURNED = ("交回", "填好的整个文件原样发回。工作表不要改名，不要只发其中一张，不要另存成别的格式。")
_FACTS = ("只记事实", "只填几次、多少、哪一档，不填扣几分，分由程序算。白的格子填，灰的不用填；有下拉的从下拉里选。")
_SHEETS: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
    (VISITS, "到过的支部填检查日期，选有问题还是无问题；没有到的空着。", ()),
    (NEEDED, "每一行都要填：缺一行，那个支部就算不出分。没有得满、扣了分的写原因。", ()),
    (
        MARKS,
        "一格一个分；分档投票的，写各档几票。一行写不下的，写在同一支部、同一条款、同一类别的下一行。"
        "扣了分的写一次原因。",
        (),
    ),
    (
        FINDINGS,
        "一行一个问题：依次选党支部、考评项目、条款，再照“条文和填法”填数、写扣分原因。",
        (
            ("　处理", "要限期改的选限期整改，并填整改期限；当天改好的选立行立改；只是比例、定额不够的选指标差距。"),
            ("　整改标准", "空着的，用细则里的；另有要求的才写。"),
            ("　不涉及", "支部没有这项工作的，条款选最后一个【不涉及】，扣分原因里写为什么；下拉里没有的不能选。"),
            ("　预计", "程序照这一行单独算出的分，核对用，不用填；同一项有几行的，合起来以评分为准。"),
            ("　右边几列", "屏幕上往右还有事件、旧问题、备注等列，白的才填。编号空着，收表的时候给。"),
        ),
    ),
    (FOLLOWUPS, "列出的是还没有销号的问题，看过的选复查结果；没有看的空着。", ()),
)
"""What is said of each sheet of an inspection's form, and of what is on it."""
_NUMERALS = "一二三四五"
_OF_INSPECTION = (_FACTS, _PASTED)
_OF_SELF = (
    ("一、先选", "自评表上面的“{period}”：选有问题还是无问题；没有问题的，选了无问题就填好了。"),
    ("二、再填", "有问题的，在那一条的行里填数、写扣分原因；没有问题的行空着。"),
    (
        "　计法",
        "少了：填少了多少。做了：填做了多少，比一季的任务少的也写原因（如“1月做2篇，一季3篇”）。已经选好的不用改。",
    ),
    ("　第二件事", "同一条有第二件事的，写在最下面的空行里：选考评项目、条款，再照样填。"),
    ("待办", "没有销号的问题和下面要做的事，只看，不填。"),
    _FACTS,
    _PASTED,
)
_OF_FOLLOWUP = (
    ("填法", "看过的问题选复查结果，填复查日期，说明里写看到了什么；没有看的空着。"),
    ("结果", "已销号：改好了。整改中：在改，还没有改好。未整改：还没有动。又出现：改好以后又有了。"),
    ("没有列出的", "写在下面的空行里：填编号，选复查结果，填复查日期。"),
    _PASTED,
    ("例", "看了补开会议的记录：复查结果选“已销号”，复查日期填看的那天，说明写“会已补开，有记录”。"),
)


def inspection_guide(title: str, note: str | None, asked: Sequence[Asking], sheets: Collection[str]) -> Sheet:
    """The page of 检查表, which has these `sheets`; on it is the cell for a note on the whole."""
    present = [each for each in _SHEETS if each[0] in sheets]
    lines: list[tuple[str, str]] = []
    for numeral, (sheet, text, more) in zip(_NUMERALS, present, strict=False):
        lines += [(f"{numeral}、{sheet}", text), *more]
    above = (Above({"label": NOTE, "text": Slot(note, None, "对整份检查记录要说明的；没有就不填")}),)
    return _page(title, (*lines, *_OF_INSPECTION, *_example(asked, _REGISTERED)), above)


def own_guide(title: str, period: str, asked: Sequence[Asking]) -> Sheet:
    """The page of 自评表; `period` is how it calls what it is about, 本月 or 本季."""
    lines = [(label, text.format(period=period)) for label, text in _OF_SELF]
    return _page(title, (*lines, *_example(asked, _OWN)))


def followup_guide(title: str) -> Sheet:
    """The page of 复查表."""
    return _page(title, _OF_FOLLOWUP)


def _page(title: str, lines: Iterable[tuple[str, str]], above: Sequence[Above] = ()) -> Sheet:
    rows = [Row(label, {}, {"label": label, "text": text}) for label, text in (*lines, _RETURNED)]
    return Sheet(GUIDE, f"{title}填表说明", above, _COLUMNS, rows, plain=True, to_read=True)


_REGISTERED = (
    "查到{much}：考评项目选“{item}”，条款选“{clause}”，{filled}，扣分原因写清哪天、什么事，"
    f"处理选“{HANDLING.rectify}”，整改期限填一个日期。"
)
_OWN = "“{clause}”有{much}：在这一条的行里，{filled}，扣分原因写清哪天、什么事。"


def _example(asked: Sequence[Asking], sentence: str) -> Iterator[tuple[str, str]]:
    """A row of the form in words: of the first clause that wants a number alone, else of the first that wants any."""
    simple = (each for each in asked if len(each.boxes) == 1 and each.boxes[0].wanted == "count")
    one = next(simple, next((each for each in asked if each.boxes), None))
    if one is None:
        return
    first = one.boxes[0]
    yield (
        "例",
        sentence.format(
            much=f" 1 {first.unit}" if first.wanted == "count" and first.unit else "一起",
            item=item_label(one.item),
            clause=clause_label(one.clause),
            filled="，".join(_filled(each) for each in one.boxes if not each.optional),
        ),
    )


def _filled(box: Box) -> str:
    if box.column.startswith(NUMBERS):
        return f"数{box.column.removeprefix(NUMBERS)} 填 1"
    return f"{'档次或计法' if box.column == 'way' else '这一格'}选“{box.choices[0]}”" if box.choices else box.asks
