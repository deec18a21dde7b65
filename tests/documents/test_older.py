"""Documents of older kinds, as LibreOffice saves them: what is read of them is what is read of the .docx."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from office import OFFICE, converted

from .making import grid, texts, told

pytestmark = [pytest.mark.office, pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here")]


def _usual() -> bytes:
    made = docx.Document()
    made.add_paragraph("考核细则")
    made.add_paragraph("总则", style="List Number")
    table = made.add_table(2, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(1, 0)).text = "组织"
    table.cell(0, 1).text, table.cell(1, 1).text = "例会", "党课"
    table.cell(0, 2).text = "1.每少1次扣1分。"
    table.cell(0, 2).add_paragraph("2.无记录的扣0.5分。")
    table.cell(1, 2).text = "每少1次扣2分。"
    made.add_paragraph("每项扣完为止。")
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_an_older_kind_says_the_same(kind: str, tmp_path: Path) -> None:
    (tmp_path / "细则.docx").write_bytes(_usual())
    older = told(converted(tmp_path / "细则.docx", kind).read_bytes(), tmp_path, f"细则.{kind}")
    assert texts(older) == ["考核细则", "1.总则", "每项扣完为止。"]
    assert grid(older) == [["组织", "例会", "1.每少1次扣1分。\n2.无记录的扣0.5分。"], ["^", "党课", "每少1次扣2分。"]]
    assert f"由 LibreOffice 从 .{kind} 转换" in older.remarks[0]
    assert texts(told(_usual(), tmp_path)) == texts(older)
