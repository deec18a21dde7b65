"""How the tool knows its own workbooks and documents: properties in the file say what it is and reports on.

Only such a file may be replaced without being told to. The properties survive when Excel, WPS or LibreOffice
saves the file again.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from dangjian_kaoping.model.edition import DraftKind, Edition
from dangjian_kaoping.ooxml.archive import Limits
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.write.about import About

FORMAT = "kaoping.format"
"""The custom document property that names the format and its version."""
PERIOD, DRAFT, DIGEST, TOOL = "kaoping.period", "kaoping.draft", "kaoping.digest", "kaoping.tool"
"""What else it says: the quarter or year, whether it is a draft, the digest of its input, the tool's version."""
PRINT, ALL = "kaoping.print", "all"
"""And, where sheets that are for looking things up are printed too, that all are."""

SHEETS, WITHOUT_SELF = "kaoping.sheets", "without_self"
"""And, where the sheets of the self-assessment were left out, that they were."""

DOCUMENT = "kaoping.document"
"""And, of the documents of a round, which one it is: 公示, 通报, 更正."""

_MOST_BYTES = 200 << 20
"""What a file is that could be ours, at most."""
_LIMITS = Limits(parts=4096, unpacked=1 << 30)
_OURS = "kaoping."
YES, _NO = "yes", "no"
_KINDS: Mapping[str, DraftKind] = {YES: "provisional", "for_approval": "for_approval", "unsettled": "unsettled"}
"""What drafts say of themselves, and what kind of draft they are."""
_SAID = {kind: said for said, kind in _KINDS.items()}


def properties_for(edition: Edition, about: About) -> dict[str, str]:
    """The properties of a workbook."""
    return {
        FORMAT: about.format,
        PERIOD: str(about.period),
        DRAFT: _SAID[edition.kind] if edition.draft else _NO,
        DIGEST: edition.digest,
        TOOL: edition.tool_version,
    }


def properties_of(path: Path) -> Mapping[str, str]:
    """The properties of an Office file of ours; none of any file that is not ours.

    Whatever lies there (a folder, a pipe, a broken or hostile archive) is only not ours.
    """
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES or not zipfile.is_zipfile(path):
            return {}
        found = properties_in(Package(path.read_bytes(), _LIMITS))
    except Exception:  # whatever a file can be broken in
        return {}
    return found if found.get(FORMAT, "").startswith(_OURS) else {}


def properties_in(package: Package) -> dict[str, str]:
    """Our properties in a package, from the part that Office shows them of. Raises RefusedPackageError."""
    part = package.only("custom-properties")
    found: dict[str, str] = {}
    for each in () if part is None else package.root(part):
        name = each.get("name", "")
        if name.startswith(_OURS) and len(each):
            if name in found:
                raise RefusedPackageError("ambiguous", f"属性 {name} 写了两次")
            found[name] = (each[0].text or "").strip()
    return found


def draft_kind(properties: Mapping[str, str]) -> DraftKind | None:
    """What kind of draft a workbook says that it is; None where it says that it is none."""
    return _KINDS.get(properties.get(DRAFT, ""))


def says_draft(properties: Mapping[str, str]) -> bool:
    """Whether a workbook says that it is a draft."""
    return draft_kind(properties) is not None


def format_of(path: Path) -> str | None:
    """What a workbook says it is, such as `kaoping.report/1`; None for any file that is not ours."""
    return properties_of(path).get(FORMAT)
