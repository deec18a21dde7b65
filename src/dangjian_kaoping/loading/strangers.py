"""What lies in a workspace and nobody would read: what was meant as a record is told, not passed over in silence."""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from dangjian_kaoping.diagnostics import Fault, Faults, codes, nearest
from dangjian_kaoping.loading.copies import blame_copy, original_among
from dangjian_kaoping.loading.folders import entries, walked
from dangjian_kaoping.periods import Quarter, parse_month, parse_quarter
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.source.files import read_text
from dangjian_kaoping.source.reader import read_header

_OF_DATA = ("roster.yaml",)
"""What lies in data/ beside the folders of the quarters."""
_FOLDERS = {"inspection": "inspection", "self": "self", "facts": "lists", "followups": "followups"}
"""Folders of a quarter that hold records, and nothing but records, by the kinds of these."""
_OF_A_ROUND = (
    *_FOLDERS.values(),
    *("followups.yaml", "adjustments.yaml", "round.yaml", "objections.yaml", "seal.yaml", "publications.yaml"),
)
"""What lies in the folder of a quarter."""
_OF_THE_TOP = ("kaoping.yaml", "waivers.yaml")
"""The documents beside data/ and rubrics/."""
_ALMOST_QUARTER = re.compile(r"(\d{4})\D*?([1-4一二三四])(?!\d)", re.ASCII)

_LITTER = re.compile(
    r"[.~#].*|.*~|.*\.(bak|tmp|temp|swp|swo|orig|rej|old|part|crdownload|download|asd|wbk)"
    r"|(eh)?thumbs\.db|desktop\.ini|icon\r|__macosx",
    re.IGNORECASE | re.DOTALL,
)
"""What systems and editors leave behind: hidden files, locks, caches, backups."""
_LIKE_YAML = re.compile(r"\.ya?ml|(?:ya?ml|\.y[a-z]{0,2}m[a-z]{0,2})\s*$", re.IGNORECASE)
"""`宣传科.yaml.txt`, `宣传科.yalm`, `宣传科yaml`."""
_OFFICE = frozenset(
    (
        *(".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods", ".numbers", ".csv", ".tsv"),
        *(".docx", ".doc", ".docm", ".wps", ".odt", ".rtf", ".json", ".toml", ".lnk"),
    )
)
"""Tables and documents; where only records belong they were meant as such. Pictures and PDF are evidence."""
_TEXTS = frozenset(("", ".txt", ".md", ".text"))
"""A text is a record where it begins as one."""
_KINDS = {
    "inspection": "检查记录",
    "self": "自评",
    "facts": "清单的事实",
    "followups": "复查记录",
    "adjustments": "复核调整",
    "round": "本轮情况",
    "objections": "异议",
    "seal": "封存",
    "publications": "公布登记",
    "roster": "名册",
    "waivers": "豁免",
    "rubric": "细则",
    "cases": "细则测试",
    "reward": "奖励办法",
}


def passed_over(name: str) -> bool:
    """Whether a file or folder is none of ours, in whatever folder it lies, and is not spoken of."""
    return _LITTER.fullmatch(name) is not None


def is_yaml(name: str) -> bool:
    """Whether a file is one that is read."""
    return name.lower().endswith((".yaml", ".yml")) and not passed_over(name)


def blame_strangers(root: Path, quarter: Quarter | None, faults: Faults) -> None:
    """What of a quarter nobody would read; without a quarter, what of the workspace beside the quarters."""
    if quarter is not None:
        _blame_unknown(root, f"data/{quarter}", quarter, faults)
        for name in _FOLDERS.values():
            _blame_forms(root, f"data/{quarter}/{name}", faults, office=True)
        return
    _blame_top(root, faults)
    _blame_unknown(root, "data", None, faults)
    _blame_forms(root, "rubrics", faults, office=False)
    _blame_below_rubrics(root, faults)


def _blame_top(root: Path, faults: Faults) -> None:
    """Beside data/ and rubrics/ may lie whatever one likes, but not records and nearly our documents."""
    for name in ("data", "rubrics"):
        _blame_no_folder(root / name, name, faults)
    for name, path in _entries(root, "", faults):
        if path.is_dir() and (parse_quarter(name) is not None or name in ("inspection", "self")):
            _tell(codes.KP121(name=name, folder="工作区"), name, faults, hint="看来应放进 data。")
        elif path.is_file() and name not in _OF_THE_TOP and _like_one_of(name, _OF_THE_TOP):
            _tell(codes.KP144(name=name), name, faults)


def _like_one_of(name: str, known: tuple[str, ...]) -> bool:
    """`waivers.yml`, `waivers.yaml.txt`."""
    stem, dot, ending = name.lower().partition(".")
    return f"{stem}.yaml" in known and _LIKE_YAML.search(dot + ending) is not None


def _blame_unknown(root: Path, folder: str, quarter: Quarter | None, faults: Faults) -> None:
    """Folders and documents with other names than there are; tables and pictures may lie there."""
    found = dict(_entries(root, folder, faults))
    known = [name for name in found if _known(name, quarter)]
    for name, path in found.items():
        file = f"{folder}/{name}"
        if name in known:
            if not is_yaml(name):
                _blame_no_folder(path, file, faults)
        elif path.is_dir() or is_yaml(name):
            original = original_among(name, known)
            if original is not None:
                blame_copy(path, as_told(file), path.with_name(original), f"{folder}/{original}", faults)
            else:
                hint = _hint(path, quarter)
                _tell(codes.KP121(name=name, folder=folder), file, faults, hint=hint)
        else:
            _blame_form(path, file, faults, office=False)


def _blame_forms(root: Path, folder: str, faults: Faults, *, office: bool) -> None:
    """In a folder of documents and below it: what is none, and was meant as one."""
    for where, folders, names in walked(root, folder, faults):
        folders[:] = sorted(each for each in folders if not passed_over(each))
        for path in (where / name for name in sorted(names)):
            if not is_yaml(path.name) and not passed_over(path.name):
                _blame_form(path, path.relative_to(root).as_posix(), faults, office=office)


def _blame_below_rubrics(root: Path, faults: Faults) -> None:
    """Documents of ours in folders of rubrics/ that nobody looks into."""
    for where, folders, names in walked(root, "rubrics", faults):
        inside = where.relative_to(root).as_posix()
        top = inside == "rubrics"
        folders[:] = sorted(each for each in folders if not passed_over(each) and not (top and each == "cases"))
        for name in () if top else filter(is_yaml, sorted(names)):
            kind = _header(where / name).get("kind", "")
            if kind in _KINDS:
                hint = f"看来是{_KINDS[kind]}，应放进 rubrics{'/cases' if kind == 'cases' else ''}。"
                _tell(codes.KP121(name=name, folder=inside), f"{inside}/{name}", faults, hint=hint)


def _blame_form(path: Path, file: str, faults: Faults, *, office: bool) -> None:
    """A file that is not read, where it leads nowhere or was surely meant to be read: by its name, or by its text."""
    name = unicodedata.normalize("NFKC", path.name)
    ending = Path(name).suffix.lower()
    if path.is_symlink() and not path.exists():
        _tell(codes.KP101(reason="链接指到的文件不存在"), file, faults)
    elif (
        _LIKE_YAML.search(name)
        or (office and ending in _OFFICE)
        or (ending in _TEXTS and _header(path).get("kind") in _KINDS)
    ):
        _tell(codes.KP144(name=path.name), file, faults)


def _blame_no_folder(path: Path, file: str, faults: Faults) -> None:
    """What bears the name of a folder and is none."""
    if os.path.lexists(path) and not path.is_dir():
        reason = "链接指到的文件夹不存在" if path.is_symlink() else "这里应是一个文件夹"
        _tell(codes.KP101(reason=reason), file, faults)


def _tell(fault: Fault, file: str, faults: Faults, hint: str = "") -> None:
    faults.add(fault, Place(as_told(file), 0), width=1, hint=hint)


def _entries(root: Path, folder: str, faults: Faults) -> Iterator[tuple[str, Path]]:
    """What lies in a folder and is not to be passed over, by name."""
    yield from ((path.name, path) for path in entries(root, folder, faults) if not passed_over(path.name))


def _header(path: Path) -> dict[str, str]:
    """How a file begins; of a link it is not asked, which may lead out of the workspace."""
    return {} if path.is_symlink() else read_header(read_text(path, path.name, Faults()) or "")


def _known(name: str, quarter: Quarter | None) -> bool:
    return name in _OF_A_ROUND if quarter is not None else name in _OF_DATA or parse_quarter(name) is not None


def _hint(path: Path, quarter: Quarter | None) -> str:
    """What was meant, by the name or by what is written; in data/ a month in a name looks like a quarter."""
    if quarter is None or path.name in _OF_THE_TOP:
        return _belonging(path, quarter) or _suggested(path.name, quarter)
    return _suggested(path.name, quarter) or _belonging(path, quarter)


def _belonging(path: Path, quarter: Quarter | None) -> str:
    """Where a document belongs that lies elsewhere, by its name or what it says to be; nothing where neither does."""
    if path.name in _OF_THE_TOP:
        return f"{path.name} 放在工作区最外层，与 data、rubrics 并列，不放在 data 里。"
    header = _header(path) if path.is_file() else {}
    kind, month = header.get("kind", ""), parse_month(header.get("month", ""))
    said = month.quarter if month is not None else parse_quarter(header.get("quarter", ""))
    if kind not in _KINDS or said is None:
        return ""
    where = f"data/{quarter or said}/{_FOLDERS.get(kind, kind)}"
    alone = kind not in _FOLDERS or kind == "followups"
    return f"看来是{_KINDS[kind]}，" + (f"应是 {where}.yaml。" if alone else f"应放进 {where}。")


def _suggested(name: str, quarter: Quarter | None) -> str:
    """What a name seems to mean: in data/ often a quarter, as 2021q1, 2021 Q1, 2021年第一季度."""
    found = None if quarter is not None else _ALMOST_QUARTER.search(unicodedata.normalize("NFKC", name))
    if found is not None:
        near: str | None = f"{found[1]}Q{'一二三四'.find(found[2]) + 1 or found[2]}"
    else:
        near = nearest(name, _OF_DATA if quarter is None else _OF_A_ROUND)
    return f"是不是“{near}”？" if near else ""
