"""A zip archive that every program reads alike: what lies in it lies there once, and nothing lies beside it.

Programs find the parts by the directory at the end, or by the headers before each part; names may differ between
the two, entries may overlap, or be hidden before, between and behind the others. All this is refused.
"""

import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import IO, NamedTuple

from dangjian_kaoping.ooxml.refusal import RefusedPackageError

_END = struct.Struct("<4s4H2LH")
"""End of the directory: signature, disk numbers (2), entries (2), size and place of the directory, comment."""
_LOCAL = struct.Struct("<4s5H3L2H")
"""Before each part: signature, version, flags, method, time, date, CRC-32, sizes (2), lengths of name and extra."""
_DESCRIPTORS = (12, 16)
"""Bytes behind a part whose sizes were not known when it was begun: with a signature or without."""
_DESCRIBED, _CIPHERED = 0x08, 0x01
_EXTRA = struct.Struct("<2H")
_MISLEADING_EXTRAS = frozenset({0x0001, 0x7075})
"""Extra fields that give a part another size (zip64) or another name (Unicode path)."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of packing that OPC allows."""
_LONGEST_NAME = 512
_CHUNK = 1 << 16
LARGEST_PIECE = 16 << 20
"""Bytes of what must be held at once: a part that is read as a whole, or a row of a sheet."""


class Limits(NamedTuple):
    """How much a package may be: how many parts, and how many bytes all of them take when they are unpacked."""

    parts: int
    unpacked: int

    @property
    def words(self) -> str:
        """The limits in words."""
        return f"最多 {self.parts} 个部件，解开以后最多 {self.unpacked >> 20} MB"


class Archive:
    """The parts of a zip archive by name, as they are written there; nothing is unpacked before it is asked for.

    `unpacked` counts the bytes that were. Raises RefusedPackageError, reading too.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        entries, start = _ending(content, limits)
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise RefusedPackageError("damaged") from error
        listed = self._archive.infolist()
        if len(listed) != entries:
            raise RefusedPackageError("ambiguous", "压缩包的目录与它写明的个数不一致")
        if twice := [name for name, count in Counter(each.filename for each in listed).items() if count > 1]:
            raise RefusedPackageError("ambiguous", f"有两个部件都叫 {twice[0]}")
        if sum(each.file_size for each in listed) > limits.unpacked:
            raise RefusedPackageError("too_large", limits.words)
        _refuse_misleading(content, listed, start)
        self.entries: Mapping[str, zipfile.ZipInfo] = {each.filename: each for each in listed}
        self.unpacked = 0

    def read(self, name: str) -> bytes:
        """A whole part."""
        if self.entries[name].file_size > LARGEST_PIECE:
            raise RefusedPackageError("too_large", f"{name} 解开以后最多 {LARGEST_PIECE >> 20} MB")
        with self.open(name) as part:
            return part.read()

    def open(self, name: str) -> "Part":
        """A part to be read piece by piece."""
        try:
            return Part(self, self._archive.open(self.entries[name]))
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise RefusedPackageError("damaged", name) from error


class Part:
    """A part that is being unpacked. It never gives more than the directory says that it has.

    Whoever reads it piece by piece says when something came of it (`renew`); too much in a piece is refused.
    """

    def __init__(self, archive: Archive, stream: IO[bytes]) -> None:
        self._archive = archive
        self._stream = stream
        self._left = LARGEST_PIECE

    def __enter__(self) -> "Part":
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()

    def read(self, count: int = -1) -> bytes:
        """So many bytes, or all."""
        try:
            found = self._stream.read(count)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, zlib.error) as error:
            raise RefusedPackageError("damaged") from error
        self._archive.unpacked += len(found)
        self._left -= len(found)
        if self._left < 0:
            raise RefusedPackageError("too_large", f"一个部件里的一段最多 {LARGEST_PIECE >> 20} MB")
        return found

    def chunks(self) -> Iterator[bytes]:
        """All of it in pieces of one size; the last is shorter."""
        while found := self.read(_CHUNK):
            yield found
            self.renew()

    def renew(self) -> None:
        """A piece was read to its end."""
        self._left = LARGEST_PIECE


def _ending(content: bytes, limits: Limits) -> tuple[int, int]:
    """How many entries the directory has and where it begins; it must be the last thing in the file."""
    if not content.startswith(b"PK"):
        if zipfile.is_zipfile(BytesIO(content)):
            raise RefusedPackageError("ambiguous", "压缩包前面有别的内容")
        raise RefusedPackageError("no_package")
    if len(content) < _END.size or not zipfile.is_zipfile(BytesIO(content)):
        raise RefusedPackageError("no_package")
    signature, disk, first_disk, here, entries, size, start, comment = _END.unpack(content[-_END.size :])
    if signature != b"PK\5\6" or comment:
        raise RefusedPackageError("ambiguous", "压缩包后面有别的内容")
    if 0xFFFF in (disk, first_disk, here, entries) or 0xFFFFFFFF in (size, start):
        raise RefusedPackageError("ambiguous", "压缩包用了 zip64，这么小的文件用不着")
    if entries > limits.parts or size > limits.parts * _LONGEST_NAME:
        raise RefusedPackageError("too_large", limits.words)
    if disk or first_disk or here != entries or start + size + _END.size != len(content):
        raise RefusedPackageError("ambiguous", "压缩包的目录不在它写明的地方")
    return entries, start


def _refuse_misleading(content: bytes, listed: list[zipfile.ZipInfo], directory: int) -> None:
    """Whatever one reader would find otherwise than another."""
    place = 0
    for each in sorted(listed, key=lambda entry: entry.header_offset):
        name = each.orig_filename
        if not name.isascii() or not name.isprintable() or "\\" in name or len(name) > _LONGEST_NAME:
            raise RefusedPackageError("ambiguous", f"部件的名称 {name!a} 各程序读法不一")
        if each.header_offset != place:
            raise RefusedPackageError("ambiguous", f"压缩包里 {name} 的前面有别的内容，或者与别的部件重叠")
        place = _end_of(content, each, name)
    if place != directory:
        raise RefusedPackageError("ambiguous", "压缩包的部件与目录之间有别的内容")


def _end_of(content: bytes, entry: zipfile.ZipInfo, name: str) -> int:
    """Where a part ends, of which the header before it must say what the directory says."""
    header = content[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        raise RefusedPackageError("damaged", name)
    _, _, flags, method, _, _, crc, packed, size, name_length, extra_length = _LOCAL.unpack(header)
    start = entry.header_offset + _LOCAL.size
    extra = content[start + name_length : start + name_length + extra_length]
    if _CIPHERED & (flags | entry.flag_bits):
        raise RefusedPackageError("encrypted")
    described = bool(flags & _DESCRIBED)
    if method not in _METHODS:
        raise RefusedPackageError("damaged", name)
    known = (crc, packed, size) in ((entry.CRC, entry.compress_size, entry.file_size), *[(0, 0, 0)] * described)
    same = content[start : start + name_length] == name.encode() and method == entry.compress_type and known
    if not same or described != bool(entry.flag_bits & _DESCRIBED):
        raise RefusedPackageError("ambiguous", f"{name} 在压缩包的目录里和在它自己的开头写得不一样")
    if _MISLEADING_EXTRAS & {*_extras(extra), *_extras(entry.extra)}:
        raise RefusedPackageError("ambiguous", f"{name} 另外写了一个名称或大小")
    end: int = start + name_length + extra_length + entry.compress_size
    return end + (_descriptor(content, end, entry) if described else 0)


def _descriptor(content: bytes, place: int, entry: zipfile.ZipInfo) -> int:
    """How long the description behind a part is."""
    told = struct.pack("<3L", entry.CRC, entry.compress_size, entry.file_size)
    for length, expected in zip(_DESCRIPTORS, (told, b"PK\7\x08" + told), strict=True):
        if content[place : place + length] == expected:
            return length
    raise RefusedPackageError("ambiguous", f"{entry.filename} 的大小写得不一致")


def _extras(extra: bytes) -> Iterator[int]:
    """The kinds of the extra fields."""
    place = 0
    while place + _EXTRA.size <= len(extra):
        kind, length = _EXTRA.unpack_from(extra, place)
        yield kind
        place += _EXTRA.size + length
