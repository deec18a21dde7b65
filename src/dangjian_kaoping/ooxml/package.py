"""The parts of a package and how they refer to each other, found as Office finds them (ISO/IEC 29500-2).

A part is what a relationship points to, never what lies under a usual name. Names are the same whatever their
capitals and whether they are written with %41 or A; targets count from the folder of the part that names them.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import unquote

from dangjian_kaoping.ooxml.archive import Archive, Limits, Part
from dangjian_kaoping.ooxml.markup import Element, local, namespace, parsed
from dangjian_kaoping.ooxml.refusal import RefusedPackageError

_TYPES = "[content_types].xml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_FAMILIES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/": "",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/": "",
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/": "package:",
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/": "package:",
    "http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/": "package:",
}
"""The kinds of relationships: transitional and strict, and those of packages of every kind."""
_MICROSOFT = re.compile(r"http://schemas\.microsoft\.com/office/[\d/]+/relationships/")
_TRASH = "[trash]/"
"""Where Office lets lie what it has overwritten in place; no program reads it."""
_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How an encrypted package begins, and whatever is older than 2007."""


class Relation(NamedTuple):
    """What a part refers to: by which kind, and which part (or, outside the package, what address).

    `kind` is short for those that the standard and Microsoft have (`worksheet`, `package:core-properties`,
    `ms:vbaProject`), else the whole.
    """

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """A package with all its parts reached from its root. Everything raises RefusedPackageError.

    A `lenient` one is as programs save it again: what nothing refers to is left aside, and what is referred to and is
    not there counts as lying outside.
    """

    def __init__(self, content: bytes, limits: Limits, *, lenient: bool = False) -> None:
        if content.startswith(_COMPOUND):
            raise RefusedPackageError("encrypted")
        self._lenient = lenient
        self._archive = Archive(content, limits)
        self._names = _named_once(self._archive)
        if _TYPES not in self._names:
            raise RefusedPackageError("no_package")
        self._defaults, self._overrides = _content_types(parsed(self._raw(_TYPES), _TYPES))
        self._relations: dict[str, tuple[Relation, ...]] = {}
        self._reach_all()

    @property
    def unpacked(self) -> int:
        """How many bytes were unpacked so far."""
        return self._archive.unpacked

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts, by their names in small letters."""
        return tuple(part for part in self._relations if part)

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """What a part refers to, or the package itself."""
        return self._relations[part]

    def only(self, kind: str, part: str = "") -> str | None:
        """The one part that is referred to by a kind; None where there is none."""
        found = [each.target for each in self.relations(part) if each.kind == kind and not each.external]
        if len(found) > 1:
            raise RefusedPackageError("ambiguous", f"{part or '文件'} 里有 {len(found)} 个 {kind}")
        return found[0] if found else None

    def content_type(self, part: str) -> str:
        """What a part says that it is; empty where nothing is said."""
        return self._overrides.get(part) or self._defaults.get(part.rpartition(".")[2], "")

    def read(self, part: str) -> bytes:
        """The content of a part."""
        return self._raw(part)

    def open(self, part: str) -> Part:
        """A part to be read piece by piece."""
        return self._archive.open(self._names[part])

    def has_same(self, part: str, other: "Package") -> bool:
        """Whether a part, with all that it refers to, is byte for byte what it is in another package."""
        waiting, seen = [part], {part}
        while waiting:
            each = waiting.pop()
            if not (each in self._relations and each in other._relations and self._is_same(each, other)):
                return False
            targets = {relation.target for relation in self._relations[each] if not relation.external} - seen
            seen |= targets
            waiting += targets
        return True

    def _is_same(self, part: str, other: "Package") -> bool:
        if self._relations[part] != other._relations[part] or self.content_type(part) != other.content_type(part):
            return False
        with self.open(part) as one, other.open(part) as another:
            return all(mine == its for mine, its in zip_longest(one.chunks(), another.chunks()))

    def root(self, part: str) -> Element:
        """The root of a part's XML."""
        return parsed(self.read(part), part)

    def _raw(self, name: str) -> bytes:
        return self._archive.read(self._names[name])

    def _reach_all(self) -> None:
        waiting = [""]
        while waiting:
            part = waiting.pop()
            if part in self._relations:
                continue
            self._relations[part] = relations = tuple(self._read_relations(part))
            waiting += (each.target for each in relations if not each.external)
        if self._lenient:
            return
        reached = {_TYPES, *self._relations, *map(_relations_of, self._relations)}
        for name, written in self._names.items():
            if name not in reached and not written.endswith("/") and not name.startswith(_TRASH):
                raise RefusedPackageError("ambiguous", f"{written} 没有在任何地方用到")

    def _read_relations(self, part: str) -> Iterator[Relation]:
        name = _relations_of(part)
        if name not in self._names:
            return
        root = parsed(self._raw(name), name)
        if namespace(root) != _RELATIONSHIPS or local(root) != "Relationships":
            raise RefusedPackageError("damaged", name)
        seen: set[str] = set()
        for each in root:
            if namespace(each) != _RELATIONSHIPS or local(each) != "Relationship" or each.get("Id") in {None, *seen}:
                raise RefusedPackageError("damaged", name)
            seen.add(each.get("Id"))
            yield self._relation(part, each)

    def _relation(self, part: str, element: Element) -> Relation:
        kind, target = _short(element.get("Type", "")), element.get("Target", "")
        if element.get("TargetMode", "Internal") == "External":
            return Relation(element.get("Id"), kind, target, external=True)
        if kind == "hyperlink":
            # to a place in the same document
            return Relation(element.get("Id"), kind, target, external=True)
        name = _resolved(part, target)
        if name not in self._names and self._lenient:
            return Relation(element.get("Id"), kind, target, external=True)
        if name not in self._names:
            raise RefusedPackageError("damaged", f"{part or '文件'} 用到的 {target} 不在里面")
        return Relation(element.get("Id"), kind, name, external=False)


def _named_once(archive: Archive) -> Mapping[str, str]:
    """The names as they are written, by what they are the same as."""
    names: dict[str, str] = {}
    for written in archive.entries:
        name = _plain(written)
        if name in names:
            raise RefusedPackageError("ambiguous", f"有两个部件都叫 {written}")
        names[name] = written
    return names


def _plain(name: str) -> str:
    """A name in small letters, without escapes; it has no empty segments, and none that climbs."""
    plain = unquote(name).lower()
    segments = plain.rstrip("/").split("/")
    if not plain.isascii() or not plain.isprintable() or "%" in plain or {"", ".", ".."} & set(segments):
        raise RefusedPackageError("ambiguous", f"部件的名称 {name!a} 各程序读法不一")
    return plain


def _resolved(part: str, target: str) -> str:
    """The part that a target names, seen from another."""
    if any(each in target for each in ":\\?#"):
        raise RefusedPackageError("ambiguous", f"{part or '文件'} 用到的 {target!a} 各程序读法不一")
    found = [] if target.startswith("/") else part.split("/")[:-1]
    for segment in target.removeprefix("/").split("/"):
        if segment == "..":
            if not found:
                raise RefusedPackageError("ambiguous", f"{part or '文件'} 用到的 {target!a} 在文件以外")
            found.pop()
        elif segment != ".":
            found.append(segment)
    return _plain("/".join(found))


def _relations_of(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _short(kind: str) -> str:
    for start, family in _FAMILIES.items():
        if kind.startswith(start):
            return family + kind.removeprefix(start)
    return _MICROSOFT.sub("ms:", kind, count=1)


def _content_types(root: Element) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """What the package says of its parts, by their endings and by their names."""
    if namespace(root) != _CONTENT_TYPES or local(root) != "Types":
        raise RefusedPackageError("no_package")
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    keys: Mapping[str, tuple[dict[str, str], str, Callable[[str], str]]] = {
        "Default": (defaults, "Extension", str.lower),
        "Override": (overrides, "PartName", lambda name: _plain(name.removeprefix("/"))),
    }
    for each in root:
        if namespace(each) != _CONTENT_TYPES or local(each) not in keys:
            raise RefusedPackageError("damaged", "[Content_Types].xml")
        found, attribute, plain = keys[local(each)]
        key = plain(each.get(attribute, ""))
        if key in found:
            raise RefusedPackageError("ambiguous", f"[Content_Types].xml 里 {key} 写了两次")
        found[key] = each.get("ContentType", "")
    return defaults, overrides
