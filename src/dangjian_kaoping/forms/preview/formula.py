"""The formulas that reckon a row: how its number is made, its points, what it sets off. Excel 2010, WPS, LibreOffice.

Each stands in a column of its own (`columns.WORKINGS`, hidden), so that none is longer than can be read. `{number1}`
is the cell of that column in the row, `{points_column}` the whole column.
"""

from collections.abc import Mapping

from dangjian_kaoping.facts.boxes import WAYS
from dangjian_kaoping.facts.doing_boxes import BETWEEN as BETWEEN_MONTHS
from dangjian_kaoping.forms.columns import PRICES
from dangjian_kaoping.forms.labels import BETWEEN
from dangjian_kaoping.forms.preview.price_list import Mode
from dangjian_kaoping.forms.preview.segments import BEYOND, PLACES
from dangjian_kaoping.place import column_name

ROUNDED = 7
"""Decimal places of 预计."""
_MONTHS = (1, 2, 3)
_WIDE = 30
"""Characters into which each month's number is spread."""


class Ranges:
    """Where the hidden sheet holds what formulas look up: its columns from 1 by name, and its last row."""

    def __init__(self, columns: Mapping[str, int], last: int) -> None:
        self._columns = columns
        self._last = last

    def whole(self, name: str) -> str:
        """All of a column, without its heading."""
        letter = column_name(self._columns[name])
        return f"{PRICES}!${letter}$2:${letter}${self._last}"

    def part(self, name: str, start: str, count: str) -> str:
        """So many cells of a column, after its first so many."""
        letter = column_name(self._columns[name])
        return f"OFFSET({PRICES}!${letter}$2,{start},0,{count},1)"

    def __getitem__(self, name: str) -> str:
        """What the pricing of the row says under a name."""
        return f"INDEX({self.whole(name)},{{priced}})"


def formulas(at: Ranges, numbers: int, other: str | None, *, months: bool) -> dict[str, str]:
    """By column; of a sheet with so many numbers. `other` is the sheet whose rows may be of the same item; `months`
    says that some clause prices months one by one.
    """
    made = _Formulas(at, numbers, months=months)
    by_month = {f"due{month}": made.due(month) for month in _MONTHS}
    by_month |= {f"month{month}": made.month(month) for month in _MONTHS}
    return {
        **(by_month if months else {}),
        "priced": made.priced(),
        "lacks": made.lacks(),
        "total": made.total(),
        "kept": made.kept(),
        "quantity": made.quantity(),
        "leveled": made.leveled(),
        "measure": made.measure(),
        "points": made.points(),
        "empties": made.sets_off("empties"),
        "vetoes": made.sets_off("vetoes"),
        "preview": made.preview(),
        "hint": made.hint(other),
    }


class _Formulas:
    def __init__(self, at: Ranges, numbers: int, *, months: bool) -> None:
        self._at = at
        self._months = months
        self._numbers = f"{{number1}}:{{number{numbers}}}"

    def priced(self) -> str:
        """Which pricing: the branch's own, or that of its class."""
        at, keys = self._at, self._at.whole("key")
        chosen = f'&"{BETWEEN}"&{{item}}&"{BETWEEN}"&{{clause}}'
        branch_class = f"INDEX({at.whole('branch_class')},MATCH({{branch}},{at.whole('branch')},0))"
        of_class = f'IFERROR(MATCH({branch_class}{chosen},{keys},0),"")'
        found = f"IFERROR(MATCH({{branch}}{chosen},{keys},0),{of_class})"
        return f'IF(OR({{branch}}="",{{item}}="",{{clause}}=""),"",{found})'

    def lacks(self) -> str:
        """What is lacking, in words."""
        at = self._at
        done = f'{{way}}="{WAYS.done}"'
        never = f'{{way}}="{WAYS.never}"'
        cases = (
            (f'AND({at["needs_way"]}=1,{{way}}="")', '"缺档次或计法"'),
            (f'AND({at["needs_role"]}=1,{{role}}="")', '"缺角色"'),
            (f'AND({at["needs_first"]}=1,{{number1}}="",NOT({never}))', '"缺数1"'),
            (f"AND({at['needs_first']}=2,COUNTA({self._numbers})=0)", '"缺数1"'),
            (f'AND({at["needs_second"]}=1,{{number2}}="")', '"缺数2"'),
            (f'AND({at["periods"]}>1,{done},{{number2}}="")', '"缺数2"'),
            (f'AND({at["periods"]}>1,{done},{{number3}}="")', '"缺数3"'),
            (f'AND({at["needs_required"]}>0,{{required}}="",OR({at["needs_required"]}=1,{done}))', '"缺应做"'),
        )
        found = '""'
        for condition, words in reversed(cases):
            found = f"IF({condition},{words},{found})"
        return f'IF({{priced}}="","",{found})'

    # ── of what is done out of what is required ────────────────────────────────────────────────────────────────

    def _required(self, month: int) -> str:
        """What is required of a month, or of the quarter."""
        at = self._at
        spread = f'SUBSTITUTE({{required}},"{BETWEEN_MONTHS}",REPT(" ",{_WIDE}))'
        listed = f"VALUE(TRIM(MID({spread},{_WIDE * (month - 1) + 1},{_WIDE})))"
        return f"IF({at['required']}>=0,{at['required']},IF(ISNUMBER({{required}}),{{required}},{listed}))"

    def total(self) -> str:
        """What is required in all."""
        at = self._at
        listed = "+".join(f"({self._required(month)})" for month in _MONTHS)
        written = f"IF(ISNUMBER({{required}}),{{required}}*{at['periods']},{listed})"
        unwritten = f'IF({{required}}="",0,{written})'
        found = f"IF({at['required']}>=0,{at['required']}*{at['periods']},{unwritten})"
        return f'IF({{priced}}="","",IF(OR({{lacks}}<>"",{at["mode"]}<>{Mode.DOING.value}),"",IFERROR({found},"")))'

    def kept(self) -> str:
        """What was done of it."""
        by_month = "+".join(f"MIN({{number{month}}},{self._required(month)})" for month in _MONTHS)
        done = f"IF({self._at['periods']}=1,MIN({{number1}},{self._required(1)}),{by_month})"
        missing = "MAX({total}-{number1},0)"
        return f'IF({{total}}="","",IFERROR(IF({{way}}="{WAYS.missing}",{missing},{done}),""))'

    @property
    def _lack(self) -> str:
        return f'IF({{way}}="{WAYS.missing}",{{number1}},{{total}}-{{kept}})'

    def _doing(self) -> str:
        at = self._at
        is_missing = f'{{way}}="{WAYS.missing}"'
        done = f"IF({is_missing},{{kept}},IF({at['quarter']}=1,{{number1}},{{kept}}))"
        beyond = f"IF({is_missing},0,SUM({self._numbers})-{{kept}})"
        parts = [f"IF({{total}}=0,{at['of_nothing']},{part}/{{total}}*100)" for part in (self._lack, done)]
        return f"CHOOSE({at['counts_as']},{self._lack},{parts[0]},{done},{parts[1]},{beyond})"

    def due(self, month: int) -> str:
        """What is required of a month, where it is priced by itself."""
        return f'IF({{total}}="","",IF({self._at["apart"]}=0,"",IFERROR({self._required(month)},"")))'

    def month(self, month: int) -> str:
        """For what the points of a month are looked up."""
        at, due, done = self._at, f"{{due{month}}}", f"{{number{month}}}"
        kept = f"MIN({done},{due})"
        parts = [f"IF({due}=0,{at['of_nothing']},{part}/{due}*100)" for part in (f"({due}-{kept})", kept)]
        number = f"CHOOSE({at['counts_as']},{due}-{kept},{parts[0]},{kept},{parts[1]},{done}-{kept})"
        share = f"IF({due}=0,{at['of_nothing']},MIN(1,MAX({due}-{kept}-{at['free']},0)/{due}))"
        found = f"IF({at['is_share']}=1,{share},{self._in_steps(number)})"
        return f'IF({due}="","",IF({{way}}="{WAYS.done}",IFERROR({found},""),""))'

    # ── the number, and its points ─────────────────────────────────────────────────────────────────────────────

    def quantity(self) -> str:
        """The number that the row says, before anything is free."""
        at = self._at
        never = f'IF({{way}}="{WAYS.never}",{2 * BEYOND},MIN({{number1}},{at["late_at_most"]}))'
        ways = {
            Mode.SUM: f"SUM({self._numbers})",
            Mode.NUMBER: self._number(),
            Mode.LATE: never,
            Mode.FAILED: "{number2}",
            Mode.FAILED_PERCENT: "{number2}/{number1}*100",
            Mode.PASSED_PERCENT: "({number1}-{number2})/{number1}*100",
            Mode.DOING: self._doing(),
            Mode.RANKS: "{number1}",
            Mode.LEVEL: "1",
            Mode.EVENT: 'IF({number1}="",1,{number1})',
            Mode.ONE_EVENT: 'IF({number1}="",1,{number1})',
        }
        found = f"CHOOSE({at['mode']},{','.join(ways[mode] for mode in Mode)})"
        numbers = f"COUNTA({self._numbers})>COUNT({self._numbers})"
        return f'IF({{priced}}="","",IF(OR({{lacks}}<>"",{numbers}),"",IFERROR(ROUND({found},{PLACES}),"")))'

    def _number(self) -> str:
        """数1; of a percentage as its format shows it, and none at all where it may be meant in two ways."""
        shown = 'IFERROR(LEFT(CELL("format",{number1}),1),"")="P"'
        twofold = "AND({number1}<>0,ABS({number1})<=1)"
        percent = f"IF({shown},{{number1}}*100,IF({twofold},NA(),{{number1}}))"
        return f"IF({self._at['is_percent']}=1,{percent},{{number1}})"

    def leveled(self) -> str:
        """Which of the levels."""
        at = self._at
        keys = at.part("level", at["levels_from"], at["levels"])
        found = f'{at["levels_from"]}+MATCH({{way}}&"{BETWEEN}"&{{role}},{keys},0)'
        return f'IF({{quantity}}="","",IF({at["mode"]}<{Mode.LEVEL.value},"",IFERROR({found},"")))'

    def measure(self) -> str:
        """What points are looked up for: a part, steps, points of levels, or the number itself."""
        at = self._at
        many = f"IF({at['mode']}={Mode.ONE_EVENT.value},MIN(1,{{quantity}}),{{quantity}})"
        levels = f"INDEX({at.whole('level_points')},{{leveled}})*{many}"
        part = f"IF({{total}}=0,{at['of_nothing']},MIN(1,MAX({self._lack}-{at['free']},0)/{{total}}))"
        found = f"IF({at['is_share']}=1,{part},{self._in_steps('{quantity}')})"
        return f'IF({{quantity}}="","",IFERROR(IF({at["mode"]}>={Mode.LEVEL.value},{levels},{found}),""))'

    def _in_steps(self, number: str) -> str:
        """A number, or how many whole or started steps it lies beyond the line."""
        at = self._at
        beyond_free = f"IF({at['steps_free']}<0,{number},MAX({number}-{at['steps_free']},0))"
        exact = f"ROUND(MAX({at['steps_sign']}*({beyond_free}-{at['steps_line']}),0)/{at['steps_step']},{PLACES})"
        return f"IF({at['steps']}=0,{number},IF({at['steps']}=1,INT({exact}),ROUNDUP({exact},0)))"

    def _looked_up(self, number: str) -> str:
        at = self._at
        keys = at.part("segment", at["segments_from"], at["segments"])
        row = f"{at['segments_from']}+MATCH(ROUND({number},{PLACES}),{keys},1)"
        value, start, slope = (
            f"INDEX({at.whole(name)},{row})" for name in ("segment_value", "segment_start", "segment_slope")
        )
        return f"({value}+{slope}*({number}-{start}))"

    def points(self) -> str:
        """What the clause's rule makes of it, before any cap."""
        at = self._at
        one = self._looked_up
        shared = "MAX(1,{number2})"
        ranks = f"({one(f'({{number1}}+{shared}-1)')}-{one('({number1}-1)')})/{shared}"
        months = "+".join(one(f"{{month{month}}}") for month in _MONTHS)
        usual = f"IF({at['mode']}={Mode.RANKS.value},{ranks},{one('{measure}')})"
        never = f'AND({at["mode"]}={Mode.LATE.value},{{way}}="{WAYS.never}")'
        usual = f"IF({at['apart']}=1,{months},{usual})" if self._months else usual
        found = f"IF({never},{at['never']},{usual})"
        return f'IF({{measure}}="","",IFERROR({found},""))'

    def sets_off(self, what: str) -> str:
        """1 where it empties or vetoes, else 0."""
        at = self._at
        of_level = f"INDEX({at.whole(f'level_{what}')},{{leveled}})=1"
        level = f"IF({at['mode']}>={Mode.LEVEL.value},{of_level},TRUE)"
        low, high = at[f"{what}_low"], at[f"{what}_high"]
        return f'IF({{points}}="","",IF(AND({level},{{quantity}}>={low},{{quantity}}<={high}),1,0))'

    def preview(self) -> str:
        """What is taken or given."""
        at = self._at
        capped = f"MIN({{points}},{at['most']})"
        all_of_it = f"{at['all_of_it']}+MIN({{points}},{at['most']},{at['below']})"
        emptied = f"CHOOSE({at['on_emptying']},{all_of_it},0,{capped})"
        found = f"ROUND(IF({{empties}}=1,{emptied},{capped}),{ROUNDED})"
        return f'IF({{points}}="","",IF({at["word"]}="","",{found}))'

    def hint(self, other: str | None) -> str:
        """What the number is, what it sets off, and what no row can show."""
        at = self._at
        said = "&".join(
            (
                f'IF({at["word"]}="","","，"&{at["word"]})',
                f'IF({{empties}}=1,"，"&{at["emptying"]},"")',
                'IF({vetoes}=1,"，一票否决","")',
            )
        )
        own = 'COUNTIFS({branch_column},{branch},{item_column},{item},{points_column},">=0")-1'
        if other is not None:
            columns = (f"{other}!{{{name}_column}}" for name in ("branch", "item", "points"))
            branch, item, points = columns
            own += f'+COUNTIFS({branch},{{branch}},{item},{{item}},{points},">=0")'
        several = f'IF({own}>0,"；同项另有"&({own})&"行，合计以评分为准",IF({at["beyond"]}=1,"；合计以评分为准",""))'
        return f'IF({{priced}}="","",IF({{lacks}}<>"",{{lacks}},IF({{points}}="","",MID({said},2,60)&{several})))'
