"""The words of a sentence that count, each with its characters; all between them is plain text."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import NamedTuple

from dangjian_kaoping.grammar.otherwise import HARMLESS
from dangjian_kaoping.grammar.patterns import ALL, FEN, HAN, LATE, NEAR, NUMBER, OF, PLACE, PRICE, SCOPE, SHUN, TO, UNIT


class Word(NamedTuple):
    """A word of some kind, and the characters that say it, as they are read."""

    kind: str
    text: str
    start: int
    end: int


_FIRST_SPACE = r"(?<!\s)"
_FIRST_DASH = "(?<![-—–])"
_FIRST_MONTH = r"(?<!(?<![\d.])\d、)(?<!(?<![\d.])\d\d、)"
"""Where a stretch of spaces or dashes, or a list of months, begins. A word that could begin within it has begun there,
so that it is tried there only: from each place of a long one it would be walked over again.
"""
_KINDS = (
    # the number before a sentence, which is no part of it
    (
        "COMMA",
        r"\A\s*(?:\d{1,2}[.、．](?!\s*\d)|（(?:\d{1,2}|[一二三四五六七八九十]{1,3})）|[①-⑳⑴-⒛]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))",
    ),
    ("BY", r"（[一-鿿、]{2,20}(?:考评|考核|提供数据|负责|评分|检查)）"),
    (
        "RANK",
        rf"(?<!倒数)(?:前\s?{PLACE}\s?[名位]|第\s?{PLACE}(?:\s?[名位]?{TO}第?\s?{PLACE})?\s?[名位](?:及?以[后下])?|第{PLACE}(?=的?[得加扣]))"
        rf"|(?<!倒数)(?<![\d一二三四五六七八九十]){PLACE}(?:[名位]?{TO}第?{PLACE}[名位]|[名位]及?以后)",
    ),
    # asides that say nothing of points
    (
        "TEXT",
        rf"（[^（）\d扣得加减倍计含不]*）|{HAN}人{HAN}[档册卡表]|第{HAN}(?:季度?|[次个批])?|(?<=[为是]){HAN}[类等级档]|一次性|同一(?:个?人|支部)|一[户事岗企村班支队品]一[档议责策表卡册品特法案]|每次(?=至少|不少于|不低于)"
        r"|[两三四五六七八九十]{1,3}(?:项|条|种|个|大|十)(?:规定|禁令|纪律|制度|形态|基本|体系|维护|确立|意识|自信|责任|统一|合格|到位"
        r"|严禁|必须|举措|一)|(?:三八|五一|五四|六一|七一|八一|十一)(?=节|活动|前|期间)|双百|(?<![扣得加减计记])十分(?=[一-鿿])",
    ),
    # numbers in the description of what happened
    (
        "KEPT",
        rf"{_FIRST_MONTH}(?:\d{{1,2}}、)+\d{{1,2}}月(?:\d{{1,2}}日?[-—–至到]\d{{1,2}}日)?"
        r"|\d{1,2}月\d{1,2}日?[-—–至到](?:\d{1,2}月)?\d{1,2}日"
        r"|(?<![\d每一-鿿])[一1]\s*个季度(?:之?内|里|中)?|7[×xX*]24小时|24小时(?=值班|在岗|畅通|待命|保持)|\d{4}年(?:以[来前后])?|\d{1,2}月(?:\d{1,2}日|底|末|份)?(?:以?前|以后|起)?"
        rf"|{NUMBER}\s*(?:[日号](?:以?前|之前)|岁及?以[上下]的?)"
        rf"|(?:超过?|逾|满)?{NUMBER}\s*(?:个月|个季度|天|日|年|小时|个?工作日)(?:以上|及以上)?(?:仍?未|没有|无人|不(?!得分|给分|计分|[扣加]))"
        rf"|(?:未|没有|不)?在?{_FIRST_SPACE}\s*{NUMBER}\s*(?:个月|天|日|小时|个?工作日)(?:以?内|之内)(?!不扣|每|的?[扣得加])",
    ),
    ("ITEM", r"（全项合计）|全项合计"),
    ("INC", rf"（不?含(?:本数|\s*{NUMBER}\s*(?:{UNIT}|分)?(?:以[上下])?)?）"),
    ("WORTH", rf"(?:(?<=[，；。,;：:])|\A)(?:[本该此]项)?满分(?:为|是)?\s*{NUMBER}\s*分(?=[，；。,;]|$)"),
    ("WORTH", rf"（(?:共|满分|计)?\s*{NUMBER}\s*分）(?=[，；。,;：:]|$)"),
    # what ends the reckoning
    (
        "UNTIL",
        r"直[至到][扣减]完(?:[本该此]项目?的?分[值数]?)?(?:为止)?|(?:[本该此]项)?(?:分值?)?[扣减]完(?:[本该此]项目?的?分[值数]?)?为止"
        r"|[扣减]完[本该此]项目?的?分[值数]?|扣[至到][0零]分为止|不计负分|不再?倒扣(?!\d)|(?:扣分)?最多(?:不超过|扣完)[本该此]项目?的?(?:分值?|满分)"
        r"|上不封顶|不设上限|以此类推|累计扣分(?=$|[，；。,;])",
    ),
    (
        "SAME",
        r"(?:[与和][一-鿿]{1,8}?为)?同一?(?:事件|案件|案|稿件|项目|成果|奖项|荣誉|奖励|表彰|作品|件事|事项|事)(?:的)?(?:，)?"
        r"(?:就高(?:不就低)?|就重|(?:只[按计加扣取算]?|[按取])(?:其)?最[高重][一-鿿]{0,8}|不(?:得)?(?:重复|累)[计加扣得][一-鿿]{0,4})(?:，?(?:不累加|不累计|不重复计[算分]?))?",
    ),
    ("UNDONE", r"(?:并)?按单项工作(?:未|没有)完成考核"),
    ("VETO", r"一票否决"),
    (
        "ZERO",
        r"(?:当[年季月]|全年|本[年季]|年度)?(?:的)?(?:党建)?(?:考核)?总(?:得)?分(?:记|计|为|按|是)(?:零|0)(?:分)?(?:，?全年有效)?",
    ),
    ("LAST", r"(?:直接)?(?:当[年季]|本[年季]|全年)?(?:排名)?也?(?:排在最后|[列为]为?末位|排在末位|定为末位|列最后)"),
    (
        "BARRED",
        r"(?:支部)?(?:当[年季]|本[年季]|全年|年度)?(?:取消(?:支部)?(?:当[年季]|年度)?评[先优](?:评优|评先|选优)?(?:的)?资格|不[得能](?:参加)?评[先优](?:评优|评先|选优)?"
        r"|取消(?:当年|年度)?先进[一-鿿]{0,6}?(?:评选)?资格|不[得能](?:被)?(?:评为|推荐为?|参评|申报)(?:年度)?(?:各类|各级)?"
        r"(?:先进[一-鿿]{0,6}|优秀(?:党支部|党组织|支部|集体|单位|党员)[一-鿿]{0,4}))(?=$|[，；。,;])",
    ),
    (
        "GRADECAP",
        r"(?:支部)?(?:当[年季]|本[年季]|年度)?(?:考核|考评)?(?:等次|档次)(?:最高(?:只能)?评?[为到]|不得?高于)[一-鿿]{2,6}"
        r"(?=$|[，；。,;])|(?:考核)?(?:等次|结果)?最高(?:只能)?评为[一-鿿]{2,4}(?=$|[，；。,;])"
        r"|(?:当[年季]|本[年季]|年度)?(?:考核|考评)?(?:等次|结果)?直接(?:定|评|确定|评定)为不合格(?:等次)?(?=$|[，；。,;])",
    ),
    (
        "BELOWGRADE",
        r"(?:年度|综合)*(?:考核|考评)?(?:结果|等次)?不[得能](?:评|定|确定)为(?:优秀|良好|合格)(?:等次|以上)?(?:等次)?(?=$|[，；。,;])"
        r"|(?:考核)?等次(?:下?降|降低)[一1]?个?[档等级]次?|(?:下降|降低)[一1]个?(?:等次|档次|等级)",
    ),
    (
        "SCORECAP",
        rf"(?:支部)?(?:当[年季]|本[年季])?(?:的)?(?:考核|考评|综合|总)(?:得分|总分|分|成绩)(?:最高)?不[得能]?超过(?=\s*{NUMBER}\s*分)",
    ),
    ("FROMTOTAL", r"[从在]总分中?(?:扣除?|减)(?!\s*\d|分)"),
    ("TOTAL", r"[从在]总分中?"),
    ("VAGUE", r"(?:视情节?|视情况|酌情)(?:予以)?(?:扣减?分|减分)"),
    ("JUDGE", r"视情况|视情节?(?:轻重)?|酌情"),
    ("NEVER", r"(?:当[月季]|至今)?始终未[一-鿿]{1,2}?的?(?=每|扣|减|另|，)"),
    (
        "NONE",
        rf"(?:则)?{SCOPE}(?:不得分|不给分|不予?[计记]分|(?<!不)全扣(?!分?\s*\d)|[得计记为]\s*(?:0(?:\.0+)?|零)\s*分|(?<![\d.])0(?:\.0+)?\s*分)",
    ),
    ("FULL", r"(?:可|即)?[得计]满分|(?<=[上下内的，,%])满分(?![\d值为])"),
    ("KEEP", r"(?:得)?不扣分?(?!完)|不予扣分"),
    (
        "CAP",
        rf"(?:{ALL}(?:扣分|加分|得分|减分)?(?:最多|最高|至多|上限|下限|累计|合计|封顶)(?:不超过|不得超过|为)?"
        rf"|{ALL}(?:扣分|加分|减分)?不(?:得)?超过)(?:可以?|只)?(?:(?:扣[除减罚分]?|[加得还减计])到?)?"
        rf"(?=\s*{NUMBER}\s*分?\s*(?:$|[，；。,;）（]))",
    ),
    ("MOST", rf"(?:每[份次月件篇])?(?:最多)?以(?=\s*{NUMBER}\s*{UNIT}为限)"),
    ("UPTO", rf"(?:最多)?以(?=\s*{NUMBER}\s*分(?:封顶|为上?限))"),
    ("LIMIT", r"为限"),
    ("CAPPED", r"(?<=分)(?:封顶|为上?限)"),
    (
        "SAMPLE",
        rf"(?:随机)?抽(?:查|问|取|测|检|考)?(?=\s*{NUMBER}|(?:(?![每扣])[一-鿿]){{1,6}}\s*{NUMBER}\s*[人名份个件条户家篇])|向(?=\s*{NUMBER}\s*名[一-鿿]{{2,6}}核实)",
    ),
    # how what is not a whole step counts
    (
        "EARN",
        rf"各?(?:可)?(?:(?<!不)得|(?<![书登笔日标会议统共合累总设估小传不])[计记])(?=\s*{NUMBER}(?:[-—–至到]{NUMBER})?\s*分)|[评打](?=\s*{NUMBER}[-—–至到]{NUMBER}\s*分)",
    ),
    (
        "SHARE",
        rf"(?<![不再])按(?:实际|其|照)?[^，；。\d扣得]{{0,10}}?(?:比例|完成率|比率|合格率|达标率|得分率|百分比)(?:折算|计算)?(?=[得计]\s*{NUMBER}\s*分)",
    ),
    ("ASONE", rf"的?按(?=\s*{NUMBER}\s*(?:{UNIT}|分)?(?:计|扣|算))"),
    ("COUNTED", r"计算?|算"),
    ("IGNORED", r"的?不计(?!分)"),
    ("PROP", r"的?按比例(?:扣分?|计算?|折算)?"),
    # lines
    (
        "PERIOD",
        r"每人每(?:半年|[年月周]|季度?|学期)|每人(?=至少|不少于|不低于)|每个?月(?:度)?(?!扣|度|以|加)|每个?季度?(?!扣|加)|每半年|每年度?|全年|每学期|每[周旬]|全季(?:度)?(?:累计)?"
        r"|每[两二双2](?:个?月度?|个?季度?|周)(?![扣加得减])|每[三3]周(?![扣加得减])|每[两二三23]年(?![扣加得减])|(?<![每一上下])(?:半年|一年|年度)(?=\s*(?:至少|不少于|不得少于|[1-9一二两三四]))",
    ),
    ("LEFT", rf"(?<=[%分岁元次个人篇项件])\s*(?:≤|<=?)(?=[^，；。\d]{{1,12}}(?:≤|<=?)\s*{NUMBER})"),
    ("ATLEAST", rf"应?(?:至少|不少于|不得少于)(?=(?:{SHUN}{{1,6}}?)?\s*{NUMBER})"),
    (
        "LACK",
        rf"(?:(?<![偏误相至较减])(?:缺少|少(?![数量])|缺(?![席勤岗课考损陷]))|(?:(?<![一-鿿])|(?<=[每还尚仍]))差(?![错评旅距误异额]))(?!于)(?:(?!超|过|逾)[一-鿿]){{0,4}}?(?=\s*{NUMBER}\s*{UNIT})",
    ),
    ("UP", r"(?:及|或|（含）)?以上(?:的)?"),
    ("DOWN", r"(?:及|或)?以下(?:的)?"),
    ("WITHIN", r"(?:以|之)内(?:的)?"),
    # steps
    (
        "EACH",
        rf"每(?:人每次|个(?=[另分扣减加得还\d])|个?(?![一二两三四五六七八九十半几])(?!少|缺|低|降|高|超|迟|差|增|出|发|半|有)(?:(?!平均|超额|直接|其中|视同|除外|左右|不予|免予|[可每最不至累合共满倍双都应须则即也均另暂补重从未一二两三四五六七八九十半几])[一-鿿]){{1,3}}?)(?:各|[都应须则即也均]|直接|可以?(?=[加得计奖]))?(?=(?:另|加(?=扣)|分别|视情节?|视情况|酌情)?从?(?:总分中?)?(?:{PRICE}\s*{NUMBER}|\d+(?:\.\d+)?\s*分))",
    ),
    ("EACH", r"每(?:人次|[项件起次条处例份篇个名人笔户家本台])(?=[一-鿿“”]{2,12}?(?:扣[罚减除]?|减)\s*\d)"),
    ("WHOLE", r"每满"),
    (
        "EVERY",
        rf"每(?:有|(?!低|高|超|少|缺(?![席勤岗课考])|差|迟|逾|降|比|下|提|上升|增|减|延|推|拖|后移|落|退|进|前|[名人个项次条件处份篇位场家户类种])[一-鿿]{{2,5}}?(?=\s*{NUMBER}\s*{UNIT}))?",
    ),
    ("LATE", rf"(?:迟[一-鿿]?|逾期|超[期时]|延[迟误期]|[拖推][延迟后欠]|晚[一-鿿]?){LATE}"),
    # prices
    ("FOLD", rf"按(?!原)[^，；。\d]{{0,12}}[扣失]分[值数]?的(?=\s*{NUMBER}\s*倍扣)"),
    ("TIMES", r"(?<=[\d一二两三四五六七八九十百])\s*倍扣(?:[减除]|分)?"),
    ("EVEN", r"分别"),
    ("PAUSE", rf"、(?=\s*{NUMBER})"),
    ("SLASH", r"/"),
    ("NUMBER", NUMBER),
    ("FEN", FEN),
    ("UNIT", rf"(?<=[\d.一二两三四五六七八九十百半 ]){UNIT}|(?<=/){UNIT}"),
    ("BREAK", r"[；;。\n]"),
    ("COMMA", r"[，,]|(?<=分)、(?!\s*\d)"),
    ("COLON", r"[：:]"),
)
_NEAR_NUMBER = (
    ("ATLEAST", r"应?(?:不低于|不少于|不得低于|不得少于|应?达到|应达|须达到|达)"),
    ("BELOW", r"低于|未达到?|没有达到|达不到|不到|不足|不满|少于"),
    ("ATMOST", r"不[得能]?(?:超过|高于|大于)"),
    ("ABOVE", r"(?<!每)(?:超过|高于|超出|大于)"),
)
"""Lines that are there only where a number is near."""
_BEFORE_NUMBER = (
    # lines
    ("ATLEAST", r"≥|>="),
    ("ATMOST", r"≤|<="),
    ("BELOW", r"<"),
    ("ABOVE", r">"),
    ("DASH", rf"{_FIRST_DASH}[-—–]+|至|到"),
    # steps
    ("FALL", rf"(?:降低|降|低于|低|减少|下降){OF}"),
    ("RISE", rf"(?:超过|超出|超|高出|高于|高|增加|提高|多[开报发]?){OF}"),
    # prices
    ("BELOWZERO", r"倒扣"),
    (
        "DEDUCT",
        r"(?<![少免不再未已多减返还可])(?<!可以)(?:另)?各?(?<![少免不再未已多减返还])(?:扣[罚减除]?分?|减分?)",
    ),
    ("BONUS", r"(?:另)?各?(?:奖励|(?<![参增追不未多少])加)"),
    ("BACK", r"(?:加|返)?还"),
)
"""Words that are there only where a number stands right behind them."""


def _one_of(kinds: Iterable[tuple[str, str]], table: str) -> str:
    # a pattern that begins a branch is passed over by its first character; one in a group of its own is always tried
    return "|".join(f"(?:{pattern})(?P<{kind}_{table}{index}>)" for index, (kind, pattern) in enumerate(kinds))


_PATTERN = (
    rf"{_one_of(_KINDS, 'any')}"
    rf"|(?:{_one_of(_NEAR_NUMBER, 'near')}){NEAR}"
    rf"|(?:{_one_of(_BEFORE_NUMBER, 'before')})(?=\s*{NUMBER})"
)
_PLANE = 0x10000


def _shifted(text: str) -> str:
    """A pattern, or what it is held against, with its Chinese characters in the next plane, and those there in theirs.

    There `re` keeps a class of characters as it is written; in the first plane it walks over all that a class holds:
    to compile these patterns took a fifth of a second, as much as to read all sentences of a rubric.
    """
    return "".join(
        [
            chr(ord(each) ^ _PLANE) if "一" <= each <= "鿿" or "\U00014e00" <= each <= "\U00019fff" else each
            for each in text
        ]
    )


_WORDS = re.compile(_shifted(_PATTERN))


def one_width(sentence: str) -> str:
    """The sentence with one character for one: digits, letters and brackets in one width, one kind of dash."""
    return "".join(map(_one, sentence))


def normal(sentence: str) -> str:
    """The sentence as it is read: in one width; brackets around a limit, a price or what is asked for are commas."""
    return _ASIDE.sub(r"，\1，", _THAT.sub("的", one_width(sentence)))


_THAT = re.compile(r"(?<=[上下内外%分次人])者(?=[，扣不得加,])")
_ASIDE = re.compile(
    r"（((?:直至)?扣完[^（）]{0,8}|(?:本项)?(?:最[多高]|累计|合计)[^（）]{0,10}分|\d{1,3}(?:\.\d+)?分(?:封顶|为限)"
    r"|(?:每[次项人处件起篇例])?[扣加减]\d{1,3}(?:\.\d+)?分(?:/[一-鿿]{1,2})?"
    r"|每(?:月|季度?|半年|年)[^（）]{0,4}[次篇]| {0,4})）"
)


@cache
def _one(character: str) -> str:
    if character in "~～〜‐‑‒−":
        return "—"
    if character in "≧≦":
        return "≥" if character == "≧" else "≤"
    if character in "([【)]】":
        return "（" if character in "([【" else "）"
    # ① before a number is not one of its figures
    if character in "，；：（）" or unicodedata.category(character) == "No":
        return character
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and plain.isprintable() else " " if character.isspace() else character


_AFTER = {
    "UNIT": {"NUMBER", "SLASH"},
    "FEN": {"NUMBER"},
    "INC": {"UNIT", "FEN", "NUMBER", "UP", "DOWN", "WITHIN"},
    "UP": {"UNIT", "FEN", "INC"},
    "DOWN": {"UNIT", "FEN", "INC"},
    "WITHIN": {"UNIT", "FEN", "INC"},
    "DASH": {"NUMBER", "UNIT", "FEN", "INC"},
    "COUNTED": {"NUMBER", "UNIT", "FEN"},
    "CAPPED": {"FEN"},
    "LIMIT": {"UNIT", "FEN"},
    "SLASH": {"NUMBER", "FEN"},
    "PAUSE": {"NUMBER", "FEN"},
}
"""Behind which words one is that word; elsewhere it is plain text (分会, 市级以上)."""


_PAID = frozenset({"FEN", "NUMBER", "KEEP", "FULL", "NONE", "VAGUE", "UNIT", "CAPPED", "BY"})


@lru_cache(maxsize=2)
def words(sentence: str) -> tuple[Word, ...]:
    """The words of a `normal` sentence, in order; they cover it."""
    return tuple(_joined(sentence))


def _joined(sentence: str) -> Iterator[Word]:
    held: Word | None = None
    for word in _found(sentence):
        if not word.text.strip() and word.kind == "TEXT":
            continue
        known = word
        if word.kind in _AFTER and (held is None or held.kind not in _AFTER[word.kind]):
            known = word._replace(kind="TEXT")
        if held is not None and held.kind in _PAID and word.kind == "TEXT" and HARMLESS.fullmatch(word.text):
            known = word._replace(kind="BY")
        if held is not None and held.kind == known.kind == "TEXT":
            held = held._replace(text=held.text + known.text, end=known.end)
            continue
        if held is not None:
            yield held
        held = known
    if held is not None:
        yield held


def _found(sentence: str) -> Iterator[Word]:
    at = 0
    for found in _WORDS.finditer(_shifted(sentence)):
        start, end = found.span()
        if start > at:
            yield Word("TEXT", sentence[at:start], at, start)
        yield Word((found.lastgroup or "").rpartition("_")[0], sentence[start:end], start, end)
        at = end
    if at < len(sentence):
        yield Word("TEXT", sentence[at:], at, len(sentence))


_SINGLE = {**{each: value for value, each in enumerate("一二三四五六七八九十", 1)}, "两": 2, "百": 100}


@cache
def number(text: str) -> Decimal:
    """The number that a word of kind NUMBER says, in figures or in Chinese; a half is 0.5."""
    if text == "半":
        return Decimal("0.5")
    if text[0].isascii():
        return Decimal(text)
    if text in _SINGLE:
        # most are of one character: the library, which takes a tenth of a second to load, is for those that are put
        # together
        return Decimal(_SINGLE[text])
    from cn2an import cn2an  # type: ignore[import-untyped]

    whole, _, places = text.partition("点")
    said = Decimal(_SINGLE[whole] if whole in _SINGLE else cn2an(whole, "normal"))
    # each place by itself: 零点一 is a tenth, and not the nearest binary number
    return (
        said + Decimal("0." + "".join(str("零一二三四五六七八九".index(each)) for each in places)) if places else said
    )
