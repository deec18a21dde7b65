"""A workbook with a cell changed in its XML, as someone would who wants nobody to see it."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook


def edited(content: bytes, sheet: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the XML of one sheet changed."""
    number = load_workbook(BytesIO(content), read_only=True).sheetnames.index(sheet) + 1
    return rewritten(content, f"xl/worksheets/sheet{number}.xml", change)


def rewritten(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with the text of one part changed."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(target, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                text = data.decode()
                new = change(text)
                assert new != text
                data = new.encode()
            after.writestr(name, data)
    return target.getvalue()


def with_value(cell: str, value: str) -> Callable[[str], str]:
    """A number, or the stored value of a formula, replaced."""
    return lambda text: re.sub(rf'(<c r="{cell}"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*', rf"\g<1>{value}", text)


def without_formula(cell: str) -> Callable[[str], str]:
    """A formula replaced by its value."""
    return lambda text: re.sub(rf'(<c r="{cell}"[^>]*>)<f>[^<]*</f>', r"\1", text)


def with_formula(cell: str, formula: str) -> Callable[[str], str]:
    """A formula replaced, its value left; or one put in a number's place."""
    return lambda text: re.sub(
        rf'(<c r="{cell}"[^>]*>)(?:<f>[^<]*</f>)?', lambda match: f"{match[1]}<f>{formula}</f>", text
    )


def without_stored_values(text: str) -> str:
    """All formulas without the values beside them."""
    return re.sub(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", text)


def change(path: Path, sheet: str, cell: str, value: str) -> None:
    path.write_bytes(edited(path.read_bytes(), sheet, with_value(cell, value)))
