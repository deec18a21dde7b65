"""Whether a document or workbook is as ISO/IEC 29500 has it, by a validator that has nothing to do with the writers."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx.opc.package import OpcPackage
from openxml_audit import OpenXmlValidator, ValidationSeverity  # type: ignore[import-untyped, unused-ignore]

from dangjian_kaoping.write.docx import package
from dangjian_kaoping.write.xlsx.book import Book

_NOT_OURS = "/word/stylesWithEffects.xml"
"""Word 2010's second copy of the styles, which no other program reads; templates of python-docx bring it."""


@cache
def _validator() -> OpenXmlValidator:
    return OpenXmlValidator()


def faults_in(content: bytes, suffix: str) -> list[str]:
    """What is wrong with a file; what Excel only writes otherwise when it saves is no fault."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"file{suffix}")
        path.write_bytes(content)
        found = _validator().validate(path).errors
    return [
        f"{each.part_uri}: {each.description}"
        for each in found
        if each.severity is ValidationSeverity.ERROR and each.part_uri != _NOT_OURS
    ]


@contextmanager
def every_file_validated() -> Iterator[None]:
    """While it lasts, whoever writes a document or workbook that is not valid fails."""
    packed, to_bytes = package._packed, Book.to_bytes
    seen: set[bytes] = set()

    def valid(content: bytes, suffix: str) -> bytes:
        """The same bytes are looked at once."""
        digest = sha256(content).digest()
        if digest not in seen:
            found = faults_in(content, suffix)
            assert not found, "\n".join(found)
            seen.add(digest)
        return content

    def document(parts: OpcPackage) -> bytes:
        return valid(packed(parts), ".docx")

    def workbook(book: Book) -> bytes:
        return valid(to_bytes(book), ".xlsx")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(package, "_packed", document)
        patch.setattr(Book, "to_bytes", workbook)
        yield
