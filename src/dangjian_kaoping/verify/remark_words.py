"""What is seen otherwise than it is, in words: one line each, with its sheet and cells."""

from collections.abc import Mapping

from dangjian_kaoping.verify.remarks import Remark

_WORDS: Mapping[str, str] = {
    "background": "加了背景图片",
    "calendar": "日期从 1904 年算起，看到的日期差四年",
    "chart": "{where}的图表“{says}”不是写出时的样子",
    "chart_format": "{where}的图表用了数字格式 {says}，看到的不是原来的数",
    "chart_over": "{where}的图表盖住了有内容的格",
    "chart_value": "图表里存的 {where} 是 {says}，格里是 {follows}",
    "comment": "{where} 加了批注“{says}”",
    "conditional_format": "{where} 加了条件格式，或者改过",
    "digest": "页脚写的输入摘要是 {says}，与工作簿自己说的不同",
    "drawing": "{where}有文本框或图形“{says}”",
    "faint": "{where} 的字与底色几乎一样，看不出来",
    "fill": "{where} 的内容重复写满一格",
    "filter": "{where} 设了筛选条件，有的行可能看不到",
    "formulas": "显示的是公式，不是数",
    "frozen": "冻结的行、列比写出时多，屏幕小的看不到其余的",
    "header": "页眉、页脚与写出时的不同：{says}",
    "header_picture": "页眉、页脚里加了图片",
    "hidden_columns": "{where} 列隐藏着，或者窄得看不见",
    "hidden_rows": "第 {where} 行隐藏着，或者低得看不见",
    "hidden_sheet": "整张表隐藏着",
    "hyperlink": "{where} 加了超链接",
    "indent": "{where} 的缩进太大，内容移出了格",
    "merged": "{where} 合并成了一格，看不到 {says}",
    "missing_chart": "少了图表“{says}”",
    "missing_picture": "少了图片（标明草稿的水印）",
    "name": "定义了名称：{says}",
    "number_format": "{where} 的数字格式 {says} 把 {follows} 显示成{shown}",
    "part": "有本工具不认识的内容（{says}）",
    "picture": "{where}有图片",
    "precision": "按显示的精度计算，重算以后数会变",
    "scrolled": "冻结的窗格前面还有行、列，滚不出来",
    "shrink": "{where} 的字缩小到与格一样大",
    "struck": "{where} 的字划掉了",
    "symbols": "{where} 用了图形的字体，看到的不是字",
    "tabs": "不显示工作表的标签，别的表不容易看到",
    "tiny": "{where} 的字太小，看不清",
    "turned": "{where} 的字转了方向",
    "unknown": "{where} 有本工具不认识的内容（{says}）",
    "validation": "{where} 加了数据有效性，可能弹出提示“{says}”",
    "zeros": "0 不显示",
    "zoom": "显示比例太小或太大，看不清",
}
"""By kind; of those that have several, by what they are."""
_SEVERAL = frozenset({"letters", "placing", "setting", "view"})


def remark_in_words(remark: Remark) -> str:
    """A line: the sheet, and what is to be known of it."""
    words = _WORDS[remark.says if remark.kind in _SEVERAL else remark.kind]
    shown = "看不出来的样子" if remark.shown is None else f" {remark.shown}" if remark.shown else "空白"
    told = words.format(where=remark.where, says=remark.says, follows=remark.follows, shown=shown)
    return f"{remark.sheet or '整个工作簿'}：{told.replace('“”', '').removeprefix('的')}"
