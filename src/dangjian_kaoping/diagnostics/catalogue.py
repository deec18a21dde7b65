"""The catalogue of faults: for each code what is wrong, why it matters, how it is mended.

KP1xx files and YAML, KP2xx rubrics, KP3xx records, KP4xx periods and versions. Users rely on the codes,
never on the words.
"""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Kind(NamedTuple):
    """An entry of the catalogue; the sentences have `{particulars}` to be filled in."""

    code: str
    severity: Severity
    title: str
    message: str
    why: str
    mend: str
    blocks: bool = True
    """Whether an error of this kind keeps a round from being scored."""


_E: Severity = "error"
_W: Severity = "warning"

_KINDS = (
    # files and YAML
    Kind(
        "KP101",
        _E,
        "文件读不了",
        "文件读不了：{reason}",
        "读不了的文件等于没有交。",
        "请检查文件是否存在、是否有权限。",
    ),
    Kind(
        "KP102",
        _E,
        "文件不是 UTF-8 编码",
        "文件不是 UTF-8 编码，{guess}",
        "编码不对，汉字会变成乱码，不能冒险去猜。",
        "用记事本或 WPS 打开，另存为时把编码选为 UTF-8。",
    ),
    Kind(
        "KP103",
        _E,
        "YAML 写法有误",
        "YAML 写法有误：{problem}",
        "写法有误，整个文件都读不出来。",
        "请改正这一处，再检查。",
    ),
    Kind(
        "KP104",
        _E,
        "同一个键写了两次",
        "“{key}”写了两次，第一次在第 {line} 行",
        "只会有一个算数，另一个会悄悄丢掉。",
        "请留下对的，删去多的。",
    ),
    Kind(
        "KP105",
        _E,
        "用了不允许的 YAML 写法",
        "这里用了{what}",
        "细则和记录要让不懂程序的人也能读，这种写法不允许。",
        "请把内容直接写出来；文字以 & * ! 开头时加引号。",
    ),
    Kind("KP106", _E, "层次太深", "层次超过 {most} 层", "正常的文件没有这么深，多半是写错了。", "请检查缩进和括号。"),
    Kind(
        "KP107", _E, "不认识的键", "不认识的键“{key}”", "写错的键不会起作用，而写的人以为它起作用。", "请改正或删去。"
    ),
    Kind("KP108", _E, "缺少必写的键", "缺少“{key}”", "缺了它，这一段就不完整。", "请补上“{key}:”和它的值。"),
    Kind("KP109", _E, "值不对", "{found}不对，{expected}", "值不对就不能计分。", "请改成所要的写法。"),
    Kind(
        "KP110",
        _E,
        "文件种类不对",
        "kind 写的是“{found}”，这里应是 {expected}",
        "文件放错了地方，或种类写错了。",
        "请改正 kind，或把文件移到该放的文件夹。",
    ),
    Kind("KP111", _E, "空文件", "文件是空的", "空文件不知道是没有交还是没有写完。", "请写上内容，或删去这个文件。"),
    Kind(
        "KP112",
        _E,
        "内容不是“键: 值”",
        "文件的最外层应是“键: 值”",
        "没有 kind 等键，不知道这是什么文件。",
        "请从“kind: …”一行写起。",
    ),
    Kind(
        "KP113",
        _E,
        "合并冲突没有解决",
        "这里留着合并冲突的标记",
        "两个人的修改还没有合到一起，哪个算数不知道。",
        "请与对方商量留哪一份，删去 <<<<<<<、=======、>>>>>>> 三行标记。",
    ),
    Kind(
        "KP114",
        _E,
        "缩进用了别的空白",
        "行首用了{what}",
        "YAML 的缩进只认半角空格，看起来一样，读出来不同。",
        "请把行首的空白都换成半角空格。",
    ),
    Kind(
        "KP115",
        _E,
        "冒号是全角的",
        "“{key}”后面是全角冒号“：”",
        "YAML 只认半角冒号，整行会被当成一段文字。",
        "请改为半角冒号加一个空格，如“{key}: ”。",
    ),
    Kind(
        "KP116",
        _E,
        "有看不见的控制字符",
        "有控制字符 {character}",
        "这种字符看不见、印不出，会弄坏表格和网页。",
        "请删去这个字符（多半是从别处粘贴来的）。",
    ),
    Kind("KP117", _E, "缺少文件", "工作区里没有 {file}", "没有它就不知道考评谁、按什么考评。", "请补上这个文件。"),
    Kind(
        "KP118",
        _E,
        "要写到的文件夹不存在",
        "没有文件夹 {folder}",
        "不知道是写错了还是没有建，不能擅自新建。",
        "请先建好文件夹，或改正路径。",
    ),
    Kind(
        "KP119",
        _E,
        "不能覆盖别人的文件",
        "{file} 已经存在，而且不是本工具写的",
        "覆盖了就找不回来。",
        "请换一个文件名；确要覆盖的，加 --force。",
    ),
    Kind(
        "KP120",
        _E,
        "文件写不了",
        "{file} 写不了：{reason}",
        "没有写成，原来的文件没有动。",
        "请检查权限、磁盘；文件正在 WPS 里打开的，先关掉。",
    ),
    Kind(
        "KP121",
        _E,
        "不认识的文件夹或文件",
        "{folder} 里不认识“{name}”，里面的内容不会读",
        "放错地方、写错名字的记录没有人读，分就悄悄算错了。",
        "请改正名称或移走；季度的文件夹写成 2021Q1 这样，里面只有 inspection、self 和 followups.yaml。",
    ),
    # rubrics
    Kind(
        "KP201",
        _E,
        "方面的分数对不上",
        "“{area}”写的是 {written} 分，各项目加起来是 {sum} 分（{lines}）",
        "分数对不上，满分就不是满分。",
        "请改项目的分，或改本方面的分。",
    ),
    Kind(
        "KP202",
        _E,
        "总分对不上",
        "总分写的是 {written} 分，各方面加起来是 {sum} 分（{lines}）",
        "总分对不上，各支部就没有同一把尺子。",
        "请改各方面的分，或改总分。",
    ),
    Kind(
        "KP203",
        _E,
        "权重之和不是 1",
        "{what}的权重加起来是 {sum}，应是 1",
        "权重不为 1，综合得分就不是满分制。",
        "请改权重，使其和为 1。",
    ),
    Kind(
        "KP204",
        _E,
        "编号重复",
        "编号“{id}”已经用在{where}",
        "编号重复，记录就不知道说的是哪一条。",
        "请换一个没有用过的编号。",
    ),
    Kind(
        "KP205",
        _E,
        "没有这个组",
        "本项目没有“{group}”这个组",
        "条款归在不存在的组里，组的封顶不起作用。",
        "请改正组名，或在 groups 下加上它。",
    ),
    Kind(
        "KP206",
        _E,
        "事实与规则不配",
        "事实 {fact} 不能用规则 {rule} 计分{because}",
        "记的东西与计分的办法不是一回事，算不出分。",
        "请换一种规则；哪种事实配哪种规则，见 docs/细则语言.md。",
    ),
    Kind(
        "KP207",
        _E,
        "档次对不上",
        "“{level}”{problem}",
        "档次与分数对不齐，记了这一档就算不出分。",
        "请让 fact 里的各档与计分、条件里的各档一致。",
    ),
    Kind(
        "KP208",
        _W,
        "两段重叠",
        "{what}：{value} 同时落在两段里",
        "同一个数有两种分，会有争议；现在按{resolved}计。",
        "请把两段的界限写清（from 含、over 不含、to 含、under 不含），或写明 overlap。",
    ),
    Kind(
        "KP209",
        _W,
        "两段之间有空缺",
        "{what}：{value} 不落在任何一段里",
        "遇到这个数就没有分可给，到时会被拒绝。",
        "请补上这一段，或改两头的界限。",
    ),
    Kind(
        "KP210",
        _W,
        "单次扣分大于满分",
        "一次就扣 {points} 分，而{scope}只有 {full} 分",
        "多出的部分扣不到，写的与做的不一样。",
        "请改扣分，或改满分；本意是不得分的，写 empties。",
    ),
    Kind(
        "KP211",
        _E,
        "范围颠倒",
        "范围从 {low} 到 {high} 是颠倒的",
        "颠倒的范围里没有任何数，谁判都不对。",
        "请把小的写在前面。",
    ),
    Kind(
        "KP212",
        _W,
        "满分用不完",
        "{scope}满分 {full} 分，而各条加起来最多只能{verb} {most} 分",
        "写了分值却{verb}不到，等于虚设。",
        "请改封顶或改满分。",
    ),
    Kind(
        "KP213",
        _E,
        "没有分可清零",
        "{problem}",
        "没有满分的地方清不了零。",
        "请写 empties: item，或给该组写上 points。",
    ),
    Kind(
        "KP214",
        _E,
        "没有这个部室",
        "名册里没有“{department}”这个部室",
        "没有人去检查，这一项就永远是未检查。",
        "请改正部室名称，或在 data/roster.yaml 里加上它。",
    ),
    Kind(
        "KP215",
        _W,
        "有的季度没有规定",
        "只在{due}考评，没有写 not_applicable",
        "其余季度按默认得满分；应当写明，免得争议。",
        "请写 not_applicable: full（或 fixed、rescale）。",
    ),
    Kind(
        "KP216", _E, "类别对不上", "{problem}", "有的支部查不到自己的数，算不出分。", "请补上这一类，或写 otherwise。"
    ),
    Kind(
        "KP217",
        _E,
        "单项工作没有未完成条款",
        "单项工作要有而且只有一条标明 undone: true，这里有 {count} 条",
        "不标明，就不知道什么叫没有完成。",
        "请在表示“没有完成”的那一条写上 undone: true。",
    ),
    Kind(
        "KP218",
        _E,
        "等次对不上",
        "{problem}",
        "落在空缺或重叠里的支部没有等次，或有两个等次。",
        "请把界限写清（from 含、over 不含、to 含、under 不含），相邻两段首尾相接。",
        blocks=False,
    ),
    Kind(
        "KP219",
        _W,
        "用完定额会超出满分",
        "{count} × {each} = {sum}，与满分 {full} 差一点",
        "全部没有做也{direction}，写的与算的不一样。",
        "请改每次的分，或改满分；要扣完为止的不必管。",
    ),
    Kind(
        "KP220",
        _E,
        "条件用不上",
        "{problem}",
        "写了却不起作用，或说不清怎样起作用。",
        "请删去它，或换一种写法，见 docs/细则语言.md。",
    ),
    Kind(
        "KP221",
        _E,
        "组或项目的分数对不上",
        "各组共 {sum} 分，比本项目的 {full} 分多",
        "组的分是从项目里分出来的，不能比它多。",
        "请改组的分，或改项目的分。",
    ),
    Kind(
        "KP222",
        _W,
        "各方面分别修约",
        "各方面先修约再相加",
        "与总分一次修约相比，可能差 0.01 分。",
        "确是本单位办法的，可以不管。",
    ),
    Kind(
        "KP223",
        _E,
        "考核侧重的分数对不上",
        "各侧重加起来是 {sum} 分，本项目是 {full} 分",
        "侧重的分要合起来等于项目的分，才能统计痕迹占多少。",
        "请改各侧重的分。",
    ),
    # records
    Kind(
        "KP301",
        _E,
        "扣了分没有原因",
        "{item}/{clause} 要扣分，没有写 reason",
        "没有原因的扣分站不住脚，支部也不知道错在哪里。",
        "请在这条发现里补上“reason: 扣分原因”。",
    ),
    Kind(
        "KP302",
        _E,
        "扣了分没有整改标准",
        "{item}/{clause} 要扣分，记录和细则里都没有整改标准",
        "只说错不说怎样算改好，没法整改。",
        "请补上“standard: 整改标准”，或在细则的项目里写上 standard。",
    ),
    Kind(
        "KP303",
        _E,
        "没有这个支部",
        "名册里 {quarter} 没有“{branch}”",
        "记在不存在的支部名下，等于没有记。",
        "请改正支部名称；新成立或改名的，先改 data/roster.yaml。",
    ),
    Kind(
        "KP304",
        _E,
        "没有这个项目",
        "{rubric} 版细则里没有项目“{item}”",
        "记在不存在的项目下，扣分会落空。",
        "请改正 item。",
    ),
    Kind(
        "KP305",
        _E,
        "没有这条标准",
        "项目 {item} 里没有条款“{clause}”",
        "记在不存在的条款下，扣分会落空。",
        "请改正 clause；有：{known}。",
    ),
    Kind(
        "KP306",
        _E,
        "记的事实与条款不配",
        "{item}/{clause} {problem}",
        "条款要的是另一种事实，这样记算不出分。",
        "请写 {wanted}。",
    ),
    Kind(
        "KP307",
        _E,
        "酌情的分超出范围",
        "{item}/{clause} 判了 {points} 分，范围是 {low}—{high} 分",
        "超出细则规定的幅度，扣分无效。",
        "请在范围内判，或另找适用的条款。",
    ),
    Kind(
        "KP308",
        _E,
        "部室越界",
        "“{department}”不检查 {item}，它归{owners}",
        "不归它查的扣分无效。",
        "请由{owners}来记，或改细则的 department。",
    ),
    Kind(
        "KP309",
        _E,
        "同一部室检查了两次",
        "“{department}”对“{branch}”本轮已经在 {first} 记过",
        "一轮一个部室只记一份，两份会重复扣分。",
        "请合成一份。",
    ),
    Kind("KP310", _E, "不涉及的项目", "{problem}", "不涉及要有规定，涉及才有事实，两者不能并存。", "请{how}。"),
    Kind(
        "KP311",
        _E,
        "本季度不考评的项目",
        "{item} 只在{due}考评，{quarter} 不能记",
        "不到时候的项目不计分，记了也落空。",
        "请删去，或改记到该考评的季度。",
    ),
    Kind(
        "KP312",
        _E,
        "同一个月自评了两次",
        "“{branch}”{month} 已经在 {first} 记过",
        "一个月只有一份自评，两份会重复计。",
        "请合成一份。",
    ),
    Kind(
        "KP314",
        _E,
        "落在空缺里",
        "条款“{clause}”对 {value} 没有规定得几分",
        "细则没有说的，不能由程序去猜。",
        "请在细则里补上这一段，再计分。",
    ),
    Kind("KP315", _E, "记的数自相矛盾", "{item}/{clause} {problem}", "自相矛盾的数不能计分。", "请核对后改正。"),
    Kind(
        "KP316",
        _E,
        "问题记得不完整",
        "{item}/{clause} {problem}",
        "问题要进整改台账，编号、期限、原因缺一不可。",
        "请{how}。",
    ),
    Kind(
        "KP317",
        _E,
        "问题编号重复",
        "问题编号“{id}”已经用在 {first}",
        "编号重复，复查就不知道说的是哪一个。",
        "请换一个，可用 {next}。",
    ),
    Kind(
        "KP318",
        _W,
        "抽查数量不足",
        "{item}/{clause} 规定抽查 {size} {unit}，只抽了 {sampled} {unit}",
        "抽得少，结论不牢。",
        "请补抽，或说明原因。",
    ),
    Kind(
        "KP319",
        _W,
        "自评里的加减分不计",
        "自评只计基本分，{item}/{clause} 不起作用",
        "加分、扣减和引用的得分只看检查，写在自评里会落空。",
        "请删去，或请部室在检查里记。",
    ),
    Kind(
        "KP320",
        _E,
        "复查的问题不存在",
        "没有编号为“{id}”的问题",
        "复查记在不存在的问题上，真正的问题就没有销号。",
        "请改正编号；kaoping ledger 列出全部问题。",
    ),
    Kind(
        "KP321",
        _E,
        "问题已经销号",
        "问题 {id} 已经在 {first} 销号",
        "销号以后不再复查；又出现的要先写明。",
        "又出现的写 outcome: reopened；多记的请删去。",
    ),
    Kind(
        "KP322",
        _E,
        "复查早于发现",
        "问题 {id} 是 {found} 发现的，{day} 不可能复查",
        "日期颠倒，整改用了几天就算不对。",
        "请核对日期。",
    ),
    # periods and versions
    Kind(
        "KP401",
        _E,
        "没有施行的细则",
        "{quarter} 没有施行的细则",
        "没有细则就没有依据。",
        "请检查 rubrics 里各版的 effective_from；有：{known}。",
    ),
    Kind(
        "KP402",
        _E,
        "没有记录",
        "{quarter} 没有检查记录",
        "没有检查就没有考评。",
        "请把检查记录放进 data/{quarter}/inspection；有记录的季度：{known}。",
    ),
    Kind(
        "KP403",
        _E,
        "放错了季度",
        "文件里写的是 {said}，却放在 {folder} 的文件夹里",
        "放错季度，分会算到别的季度去。",
        "请改正 {key}，或把文件移到 data/{said}。",
    ),
    Kind(
        "KP404",
        _E,
        "两版细则同时施行",
        "{first} 也是从 {quarter} 起施行",
        "同时有两把尺子，不知道用哪一把。",
        "请改正 effective_from。",
    ),
    Kind(
        "KP405",
        _W,
        "有的部室没有检查",
        "{quarter} “{department}”没有检查：{branches}",
        "没有检查的项目不能算满分，本轮只能是暂定。",
        "请补上检查记录。",
    ),
    Kind(
        "KP406",
        _W,
        "自评缺月",
        "{quarter} 没有交 {month} 自评的：{branches}",
        "缺月的自评按已交的月数折算，或不予计分。",
        "请催交。",
    ),
    Kind(
        "KP407",
        _W,
        "缺少必须的事实",
        "“{branch}”{where}没有 {item}/{clause} 的事实",
        "没有这个事实就算不出分，支部没有综合得分，本轮只能是暂定。",
        "请补记；{wanted}。",
    ),
    Kind(
        "KP408",
        _W,
        "支部没有参加本轮",
        "“{branch}”在 {quarter} 季中成立或撤销，只记问题，不计分",
        "季中成立或撤销的支部不参加排名。",
        "无须处理。",
    ),
    Kind(
        "KP409",
        _E,
        "暂定的结果不能公布",
        "{quarter} 还是暂定：{branches}没有综合得分",
        "公布了再改，就失了公信。",
        "请先补齐（kaoping check 会说缺什么）；只是内部看看的，加 --draft。",
    ),
    Kind(
        "KP410",
        _E,
        "没有这一版细则",
        "没有“{version}”这一版细则",
        "不知道拿哪一版来比、来试。",
        "请改正版本；有：{known}。",
    ),
    Kind(
        "KP411",
        _W,
        "整改逾期",
        "{branch}的问题 {id} 应在 {until} 前改好，到今天（{today}）已逾期 {days} 天",
        "逾期不改的，下一轮要另外扣分。",
        "改好的请补记复查（outcome: closed）；没有改好的请督办。",
    ),
    Kind(
        "KP412",
        _W,
        "自评没有问题，检查问题不少",
        "“{branch}”本季自评一个问题也没有申报，检查却发现 {count} 个（{items}）",
        "自评说没有、检查查出不少，自查自评就成了走过场。",
        "请支部对照检查发现核对自评；确实自查过的，请在自评的 note 里说明。",
    ),
    # waivers and seals
    Kind(
        "KP501",
        _W,
        "豁免过期",
        "对 {code} 的豁免到 {until} 为止，今天是 {today}，已经不起作用",
        "过期的豁免看着像还有效，其实问题照报。",
        "请改正问题，删去这条豁免；仍要豁免的，重新报批后改 until。",
    ),
    Kind(
        "KP502",
        _W,
        "豁免没有用上",
        "没有 {path} 的 {code} 可以豁免",
        "问题已经改好，或写错了文件；留着会放过以后的新问题。",
        "请删去这条豁免，或改正 path。",
    ),
    Kind(
        "KP503",
        _E,
        "没有这个代码",
        "没有“{code}”这个检查代码",
        "写错的代码什么也管不到。",
        "请改正；kaoping codes 列出全部代码。",
    ),
)

CATALOGUE: dict[str, Kind] = {kind.code: kind for kind in _KINDS}


UNTOLD = "…"
"""Stands for what only a fault at hand can say."""


class _InGeneral(dict[str, str]):
    """What stands for a fault's particulars where no fault is told: `…`, or how it is done in the case."""

    def __missing__(self, key: str) -> str:
        return "按所说的改" if key == "how" else UNTOLD


def in_general(kind: Kind) -> Kind:
    """An entry with its sentences as they are without a fault at hand."""
    nothing = _InGeneral()
    return kind._replace(
        message=kind.message.format_map(nothing), why=kind.why.format_map(nothing), mend=kind.mend.format_map(nothing)
    )
