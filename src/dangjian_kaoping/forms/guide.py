"""填表说明: one page, one example, for somebody who reads nothing else."""

from collections.abc import Sequence

from dangjian_kaoping.forms.asking import Asking
from dangjian_kaoping.forms.code import FormKind
from dangjian_kaoping.forms.columns import GUIDE, Column
from dangjian_kaoping.forms.form import Above, Row, Sheet, Slot

NOTE = "备注"
"""填表说明: what stands before the cell for the note of the whole form."""
_COLUMNS = (Column("label", "", 12), Column("text", "", 96))

_LINES: dict[FormKind, tuple[tuple[str, str], ...]] = {
    "inspection": (
        ("先填", "“到支部检查”：到过的支部填检查日期和结果；没有到的不用填。"),
        ("再填", "“必填数据”：每一行都要填，不填就算不出分；扣了分的写原因。"),
        ("有问题", "“检查登记”：一行一个问题。依次选党支部、考评项目、条款，再照“条文和填法”填数，写扣分原因。"),
        (
            "处理",
            "要限期改的选“限期整改”并填整改期限；当天改好的选“立行立改”；只是比例、定额不够的选“指标差距”或不选。",
        ),
        ("不涉及", "支部没有这项工作的，条款选最后一个“【不涉及】”，扣分原因里写为什么。"),
        ("复查", "“复查”：列出的是没有销号的老问题，看过的选复查结果；没有看的不选。"),
        ("只记事实", "只填次数、比例、档次，不填扣几分；分由程序算。灰的格子不用填。"),
        ("粘贴", "从别处复制来的，请“只粘贴数值”，否则会把格子锁住、把下拉去掉。"),
        (
            "例",
            "三月少开一次支委会：条款选“缺支委会”，计法选“少了”，数1 填 1，扣分原因写“3月支委会未召开”，"
            "处理选“限期整改”，期限填 2021-04-15。",
        ),
        ("交回", "填好原样发回，不要改工作表的名称，不要删行列；一次不要只发其中一张。"),
    ),
    "self": (
        ("先选", "“自评表”上面“本月”一格：有问题还是无问题。"),
        ("再填", "有问题的，在那一条的行里填数和原因；没有问题的行空着。"),
        ("完成数", "计法是“做了”的，填本月做了多少；是“少了”的，填少了多少。"),
        ("第二件", "同一条有第二件事的，写在最下面的空行里：选考评项目、条款，再填。"),
        ("粘贴", "从别处复制来的，请“只粘贴数值”，否则会把格子锁住、把下拉去掉。"),
        ("例", "本月党小组会记录缺签到一项：在“记录缺项”一行，数1 填 1，扣分原因写“1月党小组会记录缺签到1项”。"),
        ("交回", "填好原样发回，不要改工作表的名称，不要删行列。"),
    ),
    "followup": (
        ("填法", "看过的问题，选复查结果，填复查日期，说明里写看到了什么；没有看的不填。"),
        ("结果", "已销号：改好了；整改中：在改，还没有改好；未整改：还没有动；又出现：改好以后又有了。"),
        ("粘贴", "从别处复制来的，请“只粘贴数值”，否则会把格子锁住、把下拉去掉。"),
        ("例", "补开的支委会看了记录：复查结果选“已销号”，复查日期填 2021-04-15，说明写“4月9日补开，有记录”。"),
        ("交回", "填好原样发回，不要改工作表的名称，不要删行列。"),
    ),
}


def guide(kind: FormKind, title: str, note: str | None, asked: Sequence[Asking]) -> Sheet:
    """The page of a kind of form; an inspection's has a cell for a note."""
    rows = [Row(label, {}, {"label": label, "text": text}) for label, text in _LINES[kind]]
    above = (Above({"label": NOTE, "text": Slot(note, None, "对整份检查记录要说明的，没有就不填")}),)
    return Sheet(
        GUIDE,
        f"{title}　填表说明",
        above if kind == "inspection" else (),
        _COLUMNS,
        rows,
        plain=True,
        to_read=kind != "inspection",
    )
