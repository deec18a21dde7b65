"""The parts of a document: which is the text, and what stands beside it."""

from collections.abc import Iterator, Mapping

from dangjian_kaoping.documents.refusal import RefusedDocumentError, refused
from dangjian_kaoping.ooxml.archive import Limits
from dangjian_kaoping.ooxml.markup import Element, local, parsed
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError, Trouble

LIMITS = Limits(parts=4096, unpacked=200 << 20)
"""Pictures take the most of it."""
_STRICT = (
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    ("http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/"),
)
"""How the strict kind names what the usual one names otherwise."""
_SAVED_AS = "请用 Word、WPS 打开核对，另存为 .docx 再导入。"
_TROUBLE: Mapping[Trouble, tuple[str, str]] = {
    "encrypted": ("文件设了密码", "请去掉密码，另存一份再导入。"),
    "too_large": ("文件太大", "请把图片删去、把长的分成几个文件再导入。"),
    "ambiguous": ("各程序打开看到的可能不一样", _SAVED_AS),
    "forbidden": ("文件里有文档不该有的东西", "请检查文件的来历；要用的，" + _SAVED_AS.removeprefix("请")),
    "damaged": ("文件已经损坏", "请重新取一份；还打不开的，用 Word、WPS 修复后另存为 .docx 再导入。"),
    "no_package": ("这不是 .docx 文档，或者已经损坏", _SAVED_AS),
}


class Opened:
    """A document's parts. Everything raises RefusedPackageError."""

    def __init__(self, content: bytes) -> None:
        self.package = Package(content, LIMITS, lenient=True)
        main = self.package.only("officeDocument")
        if main is None or "word" not in self.package.content_type(main):
            raise RefusedPackageError("no_package")
        self._main = main
        self.text = self._root(main)
        if local(self.text) != "document":
            raise RefusedPackageError("no_package")

    def beside(self, kind: str) -> Iterator[Element]:
        """The roots of the parts of a kind that the text refers to."""
        for each in self.package.relations(self._main):
            if each.kind == kind and not each.external:
                yield self._root(each.target)

    def one(self, kind: str) -> Element | None:
        """The root of the only one of them, where there is one."""
        return next(self.beside(kind), None)

    @property
    def has_macros(self) -> bool:
        """Whether something in it would run."""
        return any(each.kind == "ms:vbaProject" for part in self.package.parts for each in self.package.relations(part))

    def _root(self, part: str) -> Element:
        content = self.package.read(part)
        for strict, usual in _STRICT:
            content = content.replace(strict.encode(), usual.encode())
        return parsed(content, part)


def refusal_of(error: RefusedPackageError) -> RefusedDocumentError:
    """Why a package is not read, in words."""
    reason, mend = _TROUBLE[error.trouble]
    return refused(f"{reason}：{error.detail}" if error.detail else reason, mend)
