"""副本: a copy that lies beside its original would say everything twice; it is told as the copy, once."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import content_of, read_text
from dangjian_kaoping.source.reader import Map, read_header, read_yaml

_WORD = r"(?:副本|复件|拷贝|复制|备份|copy|backup|bak|conflicted copy)"
_MARKS = (
    re.compile(rf"(.+?)[\s_.·—-]*+(?:的\s*+)?{_WORD}[\s_-]*+\d*+$", re.IGNORECASE),
    re.compile(rf"(.+?)[\s_-]*+[(（][^()（）]*{_WORD}[^()（）]*+[)）]$", re.IGNORECASE),
    re.compile(r"(.+?)[\s_-]*+[(（]\d++[)）]$"),
    re.compile(r"(.+?)\.sync-conflict-[\w-]+$", re.IGNORECASE),
    re.compile(rf"{_WORD}[\s_-]*+(?:[(（]\d++[)）]|\d++)?+[\s_-]*+(?:of\b|的|：|:)?+[\s_-]*+(.+)$", re.IGNORECASE),
)
"""How systems and people call a copy: `甲 - 副本`, `甲(1)`, `甲 的副本`, `Copy of 甲`, `甲_backup`."""
_TELLING = ("kind", "version", "quarter", "month", "department", "rubric", "reward", "effective_from")
"""What a document begins with; where it differs, they are two documents, whatever they are called."""


def original_among(name: str, others: Iterable[str]) -> str | None:
    """The one of which a file or folder is a copy by its name; None where it is not there."""
    earlier = list(_without_marks(name))
    known = {each.casefold(): each for each in others if each != name} if earlier else {}
    return next((known[each] for each in earlier if each in known), None)


def _without_marks(name: str) -> Iterator[str]:
    """A name in lower case without its marks: of `甲 - 副本 (2).yaml` first `甲 - 副本.yaml`, then `甲.yaml`."""
    stem, ending = name.casefold(), ""
    if stem.endswith((".yaml", ".yml")):
        stem, _, ending = stem.rpartition(".")
    while found := next((found for mark in _MARKS if (found := mark.match(stem))), None):
        stem = found[1]
        yield from (f"{stem}.yaml", f"{stem}.yml") if ending else (stem,)


def without_copies(files: Sequence[str], path_of: Callable[[str], Path], faults: Faults) -> list[str]:
    """The files of a folder but for those that repeat another one, which are told. Links are not looked into."""
    if len(files) < 2:
        return list(files)
    originals: list[str] = []
    beside: dict[str, dict[str, str]] = {}
    sizes = {file: _size(path_of(file)) for file in files}
    # only what has another one's size may repeat it, and is looked into
    shared = {size for size, times in Counter(sizes.values()).items() if times > 1 and size > 0}
    by_content: dict[bytes, str] = {}
    for file in sorted(files, key=_rank):
        path = path_of(file)
        content = _digest(path) if sizes[file] in shared else None
        folder, _, name = file.rpartition("/")
        others = beside.setdefault(folder, {})
        original = by_content.get(content) if content else None
        original = original or _named(file, name, others, path_of)
        if original is None:
            originals.append(file)
            others.setdefault(name.casefold(), file)
            if content:
                by_content[content] = file
        else:
            blame_copy(path, file, path_of(original), original, faults)
    return sorted(originals)


def _rank(file: str) -> tuple[bool, int, int, str]:
    """Which of two files that are the same is the original: not the one called a copy, the higher and shorter one."""
    name = file.rpartition("/")[2]
    return any(True for _ in _without_marks(name)), file.count("/"), len(name), file


def _named(file: str, name: str, others: Mapping[str, str], path_of: Callable[[str], Path]) -> str | None:
    """The original, among those in its folder, of a file that is called a copy and says what the original says."""
    original = next((others[each] for each in _without_marks(name) if each in others), None)
    return original if original and _meets(path_of(file), path_of(original)) else None


def blame_copy(path: Path, file: str, of: Path, original: str, faults: Faults) -> None:
    """Tell that a file or folder is a copy of another one, and whether it differs."""
    if path.is_dir():
        how = "整个文件夹都不会读"
    else:
        data = _data(path)
        same = _bytes(path) == _bytes(of) or (data is not None and data == _data(of))
        how = "内容相同" if same else "内容不同"
    faults.add(codes.KP145(original=original, how=how), Place(file, 0))


def _meets(copy: Path, original: Path) -> bool:
    """Whether a file that is called a copy is about the same as the original; two parts of one record are not."""
    if copy.is_symlink() or original.is_symlink():
        return False
    one, other = (read_header(_text(each)) for each in (copy, original))
    if any(one.get(key) != other.get(key) for key in _TELLING):
        return False
    mine, theirs = (None if (data := _data(each)) is None else data.get("branches") for each in (copy, original))
    return not (isinstance(mine, Map) and isinstance(theirs, Map)) or bool(mine.keys() & theirs.keys())


def _size(path: Path) -> int:
    """Bytes; -1 of a link, and of what cannot be read."""
    try:
        return -1 if path.is_symlink() else path.stat().st_size
    except OSError:
        return -1


def _bytes(path: Path) -> bytes | None:
    try:
        return None if path.is_symlink() else content_of(path)
    except OSError:
        return None


def _digest(path: Path) -> bytes | None:
    content = _bytes(path)
    return None if content is None else hashlib.sha256(content).digest()


def _text(path: Path) -> str:
    return read_text(path, path.name, Faults()) or ""


def _data(path: Path) -> Map | None:
    return None if path.is_symlink() else read_yaml(_text(path), path.name, Faults())
