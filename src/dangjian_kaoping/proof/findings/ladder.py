"""Ladders: names that an office uses as steps of one order, each graver (or higher) than the one before.

The order is that of the rules which define them: of accidents 《生产安全事故报告和调查处理条例》, of punishments
《中国共产党纪律处分条例》 and 《公务员法》; of ranks and prizes, that in which everybody uses them.
"""

from collections.abc import Mapping

_PUNISHMENTS: tuple[tuple[str, ...], ...] = (
    ("提醒谈话", "谈话提醒", "约谈", "批评教育"),
    ("通报批评", "通报"),
    ("诫勉", "诫勉谈话"),
    ("警告", "党内警告"),
    ("严重警告", "党内严重警告", "记过"),
    ("撤销党内职务", "记大过", "降级"),
    ("留党察看", "撤职"),
    ("开除党籍", "开除"),
)
_LADDERS: tuple[tuple[tuple[str, ...], ...], ...] = (
    _PUNISHMENTS,
    (("一般", "一般事故"), ("较大", "较大事故"), ("重大", "重大事故"), ("特别重大", "特大", "特别重大事故")),
    (("轻微",), ("一般",), ("较重",), ("严重",), ("特别严重",)),
    (("未遂",), ("异常",), ("障碍", "二类障碍"), ("一类障碍",), ("事故",)),
    (("轻伤",), ("重伤",), ("死亡",)),
    (
        ("车间级", "部门级", "班组级"),
        ("厂级", "公司级", "厂部级"),
        ("县级", "区级", "县处级"),
        ("市级", "地市级"),
        ("集团级", "集团公司级", "省公司级"),
        ("省级", "省部级"),
        ("国家级", "中央级", "全国"),
    ),
    (("三等", "三等奖"), ("二等", "二等奖"), ("一等", "一等奖"), ("特等", "特等奖")),
    (("铜奖",), ("银奖",), ("金奖",)),
    (("季军",), ("亚军",), ("冠军",)),
    (("第三名",), ("第二名",), ("第一名",)),
)
"""Each from the slightest (the lowest) up; names in one step are one rank."""

_QUALITY: tuple[tuple[str, ...], ...] = (
    ("不合格", "不称职", "不满意", "不达标", "差", "不好"),
    ("基本合格", "基本称职", "较差", "基本达标"),
    ("合格", "称职", "一般", "达标", "中"),
    ("良好", "较好", "良"),
    ("优秀", "好", "很好", "优", "满意"),
)
"""Names of how well something was done, from the worst up."""
_ROLES: tuple[tuple[str, ...], ...] = (
    ("协办", "参与", "参加", "配合", "协作", "次要责任", "协助"),
    ("主办", "主持", "牵头", "承办", "主要责任", "独立完成", "主导"),
)


def _by_name() -> Mapping[str, dict[int, int]]:
    found: dict[str, dict[int, int]] = {}
    for index, ladder in enumerate(_LADDERS):
        for step, names in enumerate(ladder):
            for name in names:
                found.setdefault(name, {})[index] = step
    return found


_STEPS = _by_name()


def steps_of(one: str, other: str) -> tuple[int, int] | None:
    """On which steps of one ladder two names stand, from the slightest up; None where they are of no ladder."""
    mine, theirs = _STEPS.get(one, {}), _STEPS.get(other, {})
    shared = next((index for index in mine if index in theirs), None)
    return None if shared is None else (mine[shared], theirs[shared])


def worse_role(one: str, other: str) -> bool:
    """Whether a role is the lesser of two."""
    lesser, greater = _ROLES
    return any(each in one for each in lesser) and any(each in other for each in greater)


def is_punishment(name: str) -> bool:
    """Whether a level is a punishment of a person."""
    return any(name in step for step in _PUNISHMENTS)


_HONOURS = ("奖", "表彰", "荣誉", "称号", "先进")


def is_honour(text: str) -> bool:
    """Whether a text speaks of an honour that is given once."""
    return any(each in text for each in _HONOURS)


def better_by_name(one: str, other: str) -> bool:
    """Whether a name says that something was done better than another says."""
    steps = [next((step for step, names in enumerate(_QUALITY) if name in names), None) for name in (one, other)]
    return steps[0] is not None and steps[1] is not None and steps[0] > steps[1]
