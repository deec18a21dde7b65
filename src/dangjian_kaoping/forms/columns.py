"""The one set of columns that all forms have where facts are filled in: 必填数据, 检查登记, 自评表."""

from functools import cache
from typing import Literal, NamedTuple

from dangjian_kaoping.facts.boxes import NUMBERS, number
from dangjian_kaoping.facts.marks import ISSUED, MARK, WHO, mark, votes


class Column(NamedTuple):
    """A column: its key, its heading, its width (characters of 10 pt), whether it is printed, what is written there."""

    key: str
    heading: str
    width: float
    printed: bool = True
    holds: Literal["text", "number", "date", "choice"] = "text"


ROW = Column("row", "行", 6, printed=False)
"""The hidden key by which a row is known again, wherever it is moved."""
USUAL_NUMBERS = 3


def _workings(*named: tuple[str, str]) -> "tuple[Column, ...]":
    return tuple(Column(key, heading, 8, printed=False) for key, heading in named)


WORKINGS = _workings(
    ("priced", "计分行"),
    ("lacks", "还缺"),
    ("total", "应做数"),
    ("kept", "做到数"),
    ("quantity", "量"),
    ("leveled", "档次行"),
    ("measure", "计分量"),
    ("points", "未封顶"),
    ("empties", "不得分"),
    ("vetoes", "否决"),
)
"""Hidden: how 预计 is reckoned, step by step, where it is."""
MONTHLY_WORKINGS = _workings(
    *((f"due{month}", f"第{month}个月应做") for month in (1, 2, 3)),
    *((f"month{month}", f"第{month}个月计分量") for month in (1, 2, 3)),
)
"""The same of each month, where a clause prices months one by one."""


def columns(numbers: int = USUAL_NUMBERS) -> tuple[Column, ...]:
    """The columns in order, with so many numbers: a count of more kinds than three has 数4 and on."""
    return (
        Column("branch", "党支部", 13, holds="choice"),
        Column("item", "考评项目", 14, holds="choice"),
        Column("clause", "条款", 11, holds="choice"),
        Column("text", "条文和填法", 30),
        *(Column(number(each), f"数{each}", 6, holds="number") for each in range(1, numbers + 1)),
        Column("required", "应做", 6, holds="number"),
        Column("way", "档次或计法", 10, holds="choice"),
        Column("reason", "扣分原因", 24),
        Column("handling", "处理", 9, holds="choice"),
        Column("rectify_by", "整改期限", 11, holds="date"),
        Column("standard", "整改标准", 16),
        Column("preview", "预计", 8),
        Column("hint", "提示", 14, printed=False),
        Column("role", "角色", 8, printed=False, holds="choice"),
        Column("event", "事件", 14, printed=False),
        Column("carried_out", "怎么做的", 20, printed=False),
        Column("process", "过程", 20, printed=False),
        Column("result", "成效", 20, printed=False),
        Column("concerns", "旧问题", 12, printed=False, holds="choice"),
        Column("id", "编号", 12, printed=False),
        Column("inspector", "检查岗位", 12, printed=False),
        Column("note", "备注", 14, printed=False),
        ROW,
    )


class Handling(NamedTuple):
    """What 处理 may say."""

    rectify: str = "限期整改"
    on_site: str = "立行立改"
    shortfall: str = "指标差距"


HANDLING = Handling()
NOT_APPLICABLE = "【不涉及】"
"""The last of an item's clauses in the drop-down, where the rubric allows it; the brackets keep it apart."""


# ── the sheets of a form ───────────────────────────────────────────────────────────────────────────────────────

GUIDE = "填表说明"
VISITS = "到支部检查"
NEEDED = "必填数据"
MARKS = "打分"
FINDINGS = "检查登记"
FOLLOWUPS = "复查"
RUBRIC = "细则"
OWN = "自评表"
TO_READ = "待办"
CODE = "代码"
"""Hidden: what form it is (`forms/code.py`)."""
LISTS = "选项"
"""Hidden: what the drop-downs offer."""
PRICES = "计分"
"""Hidden: from what 预计 is reckoned."""


def visit_columns(*, teams: bool) -> tuple[Column, ...]:
    """到支部检查: with the team that went where the roster names `teams`."""
    return (
        Column("branch", "党支部", 18),
        Column("date", "检查日期", 12, holds="date"),
        *((Column("team", "检查组", 10, holds="choice"),) if teams else ()),
        Column("result", "结果", 10, holds="choice"),
        Column("note", "备注", 40),
        ROW,
    )


RESULTS = ("有问题", "无问题", "未检查")

FOLLOWUP_COLUMNS = (
    Column("id", "编号", 11),
    Column("branch", "党支部", 16),
    Column("item", "考评项目", 16),
    Column("reason", "问题", 30),
    Column("standard", "整改标准", 24),
    Column("rectify_by", "整改期限", 11, holds="date"),
    Column("outcome", "复查结果", 10, holds="choice"),
    Column("date", "复查日期", 11, holds="date"),
    Column("note", "说明", 24),
    ROW,
)
OUTCOMES = {"closed": "已销号", "in_progress": "整改中", "not_started": "未整改", "reopened": "又出现"}
"""What 复查结果 may say, by what a record writes."""

MOST_MARKS = 20


def mark_columns(labels: tuple[str, ...] = (), *, marks: bool = True) -> tuple[Column, ...]:
    """打分: with `marks` a mark a cell; of votes a column a label; and how many ballots were handed out."""
    return (
        Column("branch", "党支部", 16),
        Column("clause", "条款", 20),
        Column(WHO, "类别", 10, holds="choice"),
        *(Column(mark(each), str(each), 5, holds="number") for each in range(1, (MOST_MARKS if marks else 0) + 1)),
        *(Column(votes(each), each, 7, holds="number") for each in labels),
        Column(ISSUED, "发出", 7, holds="number"),
        Column("reason", "扣分原因", 26),
        ROW,
    )


DECLARATION = "本月"
"""自评表: what stands before the cell that says 无问题 or 有问题; of a form of a whole quarter 本季."""
DECLARATION_OF_QUARTER = "本季"
DECLARED = ("有问题", "无问题")
FREE_ROWS = 20
"""Empty rows at the end of a 自评表, for a second finding under a clause."""


def heading(key: str) -> str:
    """How a column of a row of facts is headed: 数1, 档次或计法; of marks their number or label."""
    if key.startswith(NUMBERS):
        return f"数{key.removeprefix(NUMBERS)}"
    for start in (votes(""), MARK):
        if key.startswith(start):
            return key.removeprefix(start)
    return _headings()[key]


@cache
def _headings() -> dict[str, str]:
    return {each.key: each.heading for each in (*mark_columns(), *columns())}
