"""填表说明: one page, one example, for somebody who reads nothing else."""

from collections.abc import Sequence

from dangjian_kaoping.facts.boxes import NUMBERS, Box
from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.code import FormKind
from dangjian_kaoping.forms.columns import GUIDE, HANDLING, Column
from dangjian_kaoping.forms.form import Above, Row, Sheet, Slot
from dangjian_kaoping.forms.labels import clause_label, item_label

NOTE = "备注"
"""What stands before the cell for the note of a whole form."""
_COLUMNS = (Column("label", "", 14), Column("text", "", 100))
_PASTED = ("粘贴", "从别处复制来的，只粘贴数值（右键，选择性粘贴，数值）；整格粘贴会把格子锁住、把下拉去掉。")
_RETURNED = ("交回", "填好的整个文件原样发回。工作表不要改名，不要只发其中一张，不要另存成别的格式。")
_FACTS = ("只记事实", "只填几次、多少、哪一档，不填扣几分，分由程序算。白的格子填，灰的不用填；有下拉的从下拉里选。")
_LINES: dict[FormKind, tuple[tuple[str, str], ...]] = {
    "inspection": (
        ("一、到支部检查", "到过的支部填检查日期，选有问题还是无问题；没有到的空着。"),
        ("二、必填数据", "有这张表的，每一行都要填：缺一行，那个支部就算不出分。没有得满、扣了分的写原因。"),
        ("三、检查登记", "一行一个问题：依次选党支部、考评项目、条款，再照“条文和填法”填数、写扣分原因。"),
        ("　处理", "要限期改的选限期整改，并填整改期限；当天改好的选立行立改；只是比例、定额不够的选指标差距。"),
        ("　不涉及", "支部没有这项工作的，条款选最后一个【不涉及】，扣分原因里写为什么；下拉里没有的不能选。"),
        ("　预计", "程序照这一行单独算出的分，核对用，不用填；同一项有几行的，合起来以评分为准。"),
        ("四、复查", "列出的是还没有销号的问题，看过的选复查结果；没有看的空着。"),
        _FACTS,
        _PASTED,
    ),
    "self": (
        ("一、先选", "自评表最上面一格，选有问题还是无问题；无问题的就填好了。"),
        ("二、再填", "有问题的，在那一条的行里填数、写扣分原因；没有问题的行空着。"),
        ("　计法", "做了：填本月做了多少；少了：填本月少了多少。已经选好的一般不用改。"),
        ("　第二件事", "同一条有第二件事的，写在最下面的空行里：选考评项目、条款，再照样填。"),
        ("待办", "没有销号的问题和下面要做的事，只看，不填。"),
        _FACTS,
        _PASTED,
    ),
    "followup": (
        ("填法", "看过的问题选复查结果，填复查日期，说明里写看到了什么；没有看的空着。"),
        ("结果", "已销号：改好了。整改中：在改，还没有改好。未整改：还没有动。又出现：改好以后又有了。"),
        ("没有列出的", "写在下面的空行里：填编号，选复查结果，填复查日期。"),
        _PASTED,
    ),
}
_SEEN = "看了补开会议的记录：复查结果选“已销号”，复查日期填看的那天，说明写“会已补开，有记录”。"


def guide(kind: FormKind, title: str, note: str | None, asked: Sequence[Asking]) -> Sheet:
    """The page of a kind of form, with an example of what is asked; an inspection's has a cell for a note."""
    example = _SEEN if kind == "followup" else _example(kind, asked)
    lines = (*_LINES[kind], *((("例", example),) if example else ()), _RETURNED)
    rows = [Row(label, {}, {"label": label, "text": text}) for label, text in lines]
    above = (Above({"label": NOTE, "text": Slot(note, None, "对整份检查记录要说明的；没有就不填")}),)
    shown = above if kind == "inspection" else ()
    return Sheet(GUIDE, f"{title}填表说明", shown, _COLUMNS, rows, plain=True, to_read=True)


def _example(kind: FormKind, asked: Sequence[Asking]) -> str:
    """A row of the form in words: of the first clause that wants a number alone, else of the first."""
    simple = (each for each in asked if len(each.boxes) == 1 and each.boxes[0].wanted == "count")
    one = next(simple, next((each for each in asked if each.boxes), None))
    if one is None:
        return ""
    filled = "，".join(_filled(each) for each in one.boxes if not each.optional)
    reason = "扣分原因写清哪天、什么事"
    if kind == "self":
        return f"“{clause_label(one.clause)}”有了一起：在这一条的行里，{filled}，{reason}。"
    chosen = f"考评项目选“{item_label(one.item)}”，条款选“{clause_label(one.clause)}”"
    return f"查到一起：{chosen}，{filled}，{reason}，处理选“{HANDLING.rectify}”，整改期限填一个日期。"


def _filled(box: Box) -> str:
    if box.column.startswith(NUMBERS):
        return f"数{box.column.removeprefix(NUMBERS)} 填 1"
    return f"{'档次或计法' if box.column == 'way' else '这一格'}选“{box.choices[0]}”" if box.choices else box.asks
