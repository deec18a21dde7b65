"""`kaoping rank --year 2020 --publish 通报.docx`: the notice of a year, and phrases that no office writes."""

import re
from io import BytesIO
from pathlib import Path

import docx
import pytest

from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.periods import Year, parse_quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views.notice import round_notice
from dangjian_kaoping.views.year_notice import year_notice
from dangjian_kaoping.words.notice.letter import Annex, Column, Letter, Table
from dangjian_kaoping.words.notice.phrases import whose
from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.docx.long_table import form_of
from dangjian_kaoping.write.docx.widths import CLOSE, column_widths, widened
from many_branches import QUARTER, many_branches
from ooxml import faults_in
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole

SPOKEN = ("改好", "没有销号", "改一个", "一个、", "弄", "搞")


def _notice(folder: Path) -> Letter:
    session = Session(folder)
    facts = overview(session.dossier(QUARTER), session.tasks_after(parse_quarter(QUARTER) or QUARTER))
    return round_notice(facts, session.edition(QUARTER), None)


def _body(letter: Letter) -> str:
    return "\n".join(f"{each.lead}{each.text}" for each in letter.body)


def _lines(letter: Letter) -> int:
    """一行 28 字，连同标题、主送、附件说明、署名和空行。"""
    return sum(-(-(len(each) + 2) // 28) for each in _body(letter).split("\n")) + 11


def test_sixty_branches_are_told_of_by_a_few_names_on_four_pages(tmp_path: Path) -> None:
    letter = _notice(many_branches(tmp_path / "plant", 60))
    text = _body(letter)
    assert "等5个党支部，见附件" in text
    assert "化学部党支部、化学部第2党支部、化学部第3党支部等10个党支部，见附件" in text
    # 各在一个党支部的，不再说几个党支部
    assert "“三会一课”落实10个；" in text
    # 一页 22 行，页末给不拆开的标题留两行
    assert _lines(letter) <= 3 * 20 + 2
    form = form_of(letter.annex)
    assert (form.sheets, form.turned) == (1, False)
    assert {cell for row in letter.annex.table.rows for cell in row} >= {"单项", "末位、单项"}
    assert "3. 考核情形：“单项”为单项工作未完成。" in letter.annex.remarks


def test_sixty_long_names_take_a_page_more(tmp_path: Path) -> None:
    letter = _notice(many_branches(tmp_path / "plant", 60, length=25))
    assert re.search("是：一+供热部党支部等5个党支部，见附件", _body(letter))
    assert _lines(letter) <= 3 * 20 + 2
    form = form_of(letter.annex)
    # 横排，一个名称一行
    assert (form.sheets, form.turned, form.lines) == (2, True, 60)


def test_a_table_of_thirty_rows_has_room_between_them() -> None:
    name, figure = Column("党支部", left=True, most=10), Column("得分", most=10)
    thirty, sixty = (form_of(Annex("排名表", Table((name, figure), (("甲党支部", "96.30"),) * n))) for n in (30, 60))
    assert thirty.least > 1.4 * sixty.least
    assert (thirty.sheets, sixty.sheets) == (1, 1)


def test_those_whom_no_annex_names_are_named_in_full_or_not_at_all() -> None:
    assert whose(["甲", "乙", "丙", "丁"]) == "甲、乙、丙、丁"
    assert whose(["甲", "乙", "丙", "丁", "戊", "己"]) == "6个党支部"


def test_names_of_many_branches_are_given_room_in_the_annex() -> None:
    name, figure = Column("党支部", left=True, most=10), Column("得分", most=10)
    table = Table((name, figure), (("一" * 25, "96.30"),) * 60)
    wide = widened(table, 100, 8.0)
    assert wide.columns[0].most == 25
    assert wide.columns[1] == figure
    # 一行放不下的，不超过一行
    narrow = widened(table, 60, 8.0)
    assert 10 < narrow.columns[0].most < 25
    assert sum(column_widths(narrow, CLOSE)) * 8.0 * 25.4 / 72 <= 60


def test_in_a_year_of_one_quarter_nothing_is_said_of_several(tmp_path: Path) -> None:
    root = many_branches(tmp_path / "plant", 1, before=False)
    session = Session(root)
    letter = year_notice(session.dossier(Year(2021)), session.edition(Year(2021)), None)
    text = "\n".join(each.text for each in letter.body)
    assert "进行了2021年第一季度联合检查考评" in text
    assert "均为" not in text
    often = re.search("较多的是([^。]*)", text)
    assert often is None or not re.search("[^0-9]1个", often[1])


@pytest.mark.parametrize("quarter", ["2020Q4", "2021Q1"])
def test_an_office_speaks(quarter: str) -> None:
    session = Session(SAMPLE)
    facts = overview(session.dossier(quarter), session.tasks_after(quarter))
    letter = round_notice(facts, session.edition(quarter), None)
    text = "\n".join(each.text for each in letter.body)
    assert [each for each in SPOKEN if each in text] == []
    assert quarter == "2020Q4" or "整改到位" in text


def test_the_year_is_told_in_a_letter() -> None:
    session = Session(SAMPLE)
    letter = year_notice(session.dossier(Year(2020)), session.edition(Year(2020)), None)
    text = "\n".join(f"{each.lead}{each.text}" for each in letter.body)
    assert letter.subject == "中共示例热电厂委员会关于2020年度党支部量化考评情况的通报"
    assert letter.signature == "中共示例热电厂委员会"
    assert "全年两次以上列入末位的党支部4个" in text
    assert "等4个党支部，见附件。" in text
    # 没有点名的，附件里写着
    last = [column.head for column in letter.annex.table.columns].index("列入末位")
    assert sum(row[last] in ("2次", "3次", "4次") for row in letter.annex.table.rows) == 4
    assert "截至2020年12月31日，" in text
    assert "年度得分列前三名的是：热控检修党支部（97.89分）" in text
    assert "可以参加年度评先选优的党支部11个，不能参加的1个：综合服务部党支部，2020年第二季度一票否决" in text
    assert [row[0] for row in letter.annex.table.rows] == [str(number) for number in range(1, 13)]
    assert faults_in(letter_docx(letter), ".docx") == []


def test_it_is_written_beside_the_workbook(root: Path, kaoping: Command) -> None:
    status, out, _ = kaoping("rank", "--year", "2021", "--publish", "年.docx", "--date", "2021-12-31", "--draft")
    assert status == 0, out
    lines = [each.text for each in docx.Document(BytesIO(Path("年.docx").read_bytes())).paragraphs]
    assert "2021年12月31日" in lines
    assert kaoping("rank", "--year", "2021", "--publish", "年.docx", "--as", "公示").status == 2
    assert kaoping("rank", "--year", "2021", "--publish", "年.docx", "--as", "通报", "--draft").status == 0
