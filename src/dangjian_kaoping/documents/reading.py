"""原件: a file as a document, or why it is none."""

from collections.abc import Mapping
from pathlib import Path

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.documents.notes import Notes
from dangjian_kaoping.documents.refusal import RefusedDocumentError, only_pictures, refused
from dangjian_kaoping.outline.document import Block, Document
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of
from dangjian_kaoping.tables.nature import LOCK, MOST_BYTES, Nature, nature_of
from dangjian_kaoping.tables.refusal import RefusedTableError

_SAVED_AS = "请用 Word、WPS 打开，另存为 .docx 再导入。"
_AS_WORD = "请用 Word、WPS 转成 Word 文档，核对以后另存为 .docx 再导入；是扫描件的，请打成文字。"
_UNREAD: Mapping[Nature, tuple[str, str]] = {
    "pdf": ("这是 PDF", _AS_WORD),
    "ofd": ("这是 OFD 版式文件", _AS_WORD),
    "slides": ("这是演示文稿", "请把内容放进 Word 或 Excel 再导入。"),
    "numbers": ("这是苹果的 Numbers 文件", "请在 Numbers 里用“文件 → 导出到 → Excel”，核对后导入导出的 .xlsx。"),
    "page": ("这是网页", "请用 Word、Excel 或 WPS 打开，另存为 .docx 或 .xlsx 再导入。"),
    "xml": ("这是 XML 文件", _SAVED_AS),
    "mail": ("这是单个文件的网页", _SAVED_AS),
    "packed": ("这是压缩包", "请先解开，把里面的细则拿出来。"),
    "empty": ("文件是空的", "多半是没有传完，请重新取一份。"),
    "broken": (
        "文件不完整",
        "多半是没有传完或没有下载完，请重新取一份；还打不开的，用 Word、WPS 修复后另存为 .docx 再导入。",
    ),
    "locked": ("文件设了密码", "请去掉密码，另存一份再导入。"),
    "huge": ("文件解开以后太大", "请把图片删去、把长的分成几个文件再导入。"),
    "doubled": ("文件里有重名的部件，各程序打开看到的可能不一样", _SAVED_AS),
}
"""What is neither a document nor a workbook: what it is instead, and what to do."""


def read(path: Path, file: str) -> Document | Diagnostic:
    """A file with a rubric in it; `file` is what it is called where it is told of.

    Where it cannot be read, why (KP803, KP804): it is refused as a whole.
    """
    notes = Notes()
    try:
        if path.name.startswith(LOCK):
            raise refused("这是文档正开着时旁边的临时文件", "请关掉 Word、Excel、WPS，导入原来的那个文件。")
        blocks = _blocks(content_of(path, MOST_BYTES), path.name, notes)
    except TooLargeError as error:
        why = refused(
            f"文件有 {-(-error.size >> 20)} MB，最多 {MOST_BYTES >> 20} MB", "请把图片删去、把长的分成几个文件再导入。"
        )
    except OSError as error:
        why = refused(reason_of(error), "请检查文件的位置和权限；正开着的先关掉。")
    except RefusedTableError as error:
        why = refused(error.reason, error.mend)
    except RefusedDocumentError as error:
        why = error
    else:
        return Document(file, blocks, tuple(notes))
    return Diagnostic(why.fault, Place(file, 0))


def _blocks(content: bytes, name: str, notes: Notes) -> list[Block]:
    nature = nature_of(content)
    if nature == "picture":
        raise only_pictures()
    if nature in _UNREAD:
        raise refused(*_UNREAD[nature])
    # each of these loads libraries that the others do without
    if nature in ("xlsx", "old"):
        from dangjian_kaoping.documents import workbook  # noqa: PLC0415

        return workbook.blocks_of(content, name, notes, seen=nature == "xlsx")
    if nature == "text":
        from dangjian_kaoping.documents import text  # noqa: PLC0415

        return text.blocks_of(content, name, notes)
    if nature != "docx":
        from dangjian_kaoping.documents.converting import as_docx  # noqa: PLC0415

        content = as_docx(content, nature)
        notes.add(f"由 LibreOffice 从 .{nature} 转换以后读的，请核对编号、合并的格、修订里删去的行和隐藏的行")
    from dangjian_kaoping.documents.docx.reading import blocks_of  # noqa: PLC0415

    return blocks_of(content, notes)
