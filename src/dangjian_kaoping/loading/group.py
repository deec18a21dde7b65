"""group.yaml: read, and each unit's workspace found in its folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.characters import folded
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.loading.workspace import SETTINGS
from dangjian_kaoping.model.group import Group, Unit
from dangjian_kaoping.place import Place, as_stored, as_told
from dangjian_kaoping.source.files import read_text
from dangjian_kaoping.source.reader import place_at, read_yaml

GROUP = "group.yaml"


class UnitFolder(NamedTuple):
    """One workspace of a unit: the unit's id, its own id where it is one of several, and where it lies."""

    unit: str
    id: str
    told: str
    folder: Path


class GroupFile(NamedTuple):
    """A group.yaml that was read, as far as it could be; the workspaces in the order of the file; what is wrong."""

    root: Path
    group: Group | None
    folders: tuple[UnitFolder, ...]
    faults: Faults
    texts: dict[str, str]


def read_group(file: Path) -> GroupFile:
    """Read a group.yaml and find its units' workspaces; no file of any of these is read."""
    root, faults = file.parent, Faults()
    text = read_text(file, file.name, faults)
    texts = {} if text is None else {file.name: text}
    data = None if text is None else read_yaml(text, file.name, faults)
    if data is None:
        return GroupFile(root, None, (), faults, texts)
    if data.get("kind") != "group":
        place = place_at(data, ("kind",), file.name) if "kind" in data else Place(file.name, 1)
        faults.add(codes.KP110(found=data.get("kind", "没有写 kind"), expected="group"), place)
        return GroupFile(root, None, (), faults, texts)
    group = validated(Group, data, file.name, faults)
    if group is None:
        return GroupFile(root, None, (), faults, texts)
    _check_names(group, faults)
    folders = tuple(_folders(root, group, faults))
    _check_apart(group, folders, faults)
    return GroupFile(root, group, folders, faults, texts)


def _check_names(group: Group, faults: Faults) -> None:
    """Ids, names and former names: each is one unit's."""
    known: dict[str, str] = {}
    ids: dict[str, str] = {}
    for unit_id, unit in group.units.items():
        other = ids.setdefault(folded(unit_id), unit_id)
        if other != unit_id:
            faults.add(codes.KP907(unit=unit_id, what="编号", name=unit_id, other=other), unit.at)
        for key, name in (("name", unit.name), *(("was", each) for each in unit.was)):
            holder = known.setdefault(folded(name), unit_id)
            if holder != unit_id:
                what = "名称" if key == "name" else "以前的名称"
                faults.add(codes.KP907(unit=unit_id, what=what, name=name, other=holder), unit.place_of(key))


def _folders(root: Path, group: Group, faults: Faults) -> Iterator[UnitFolder]:
    real = Path(os.path.realpath(root))
    for unit_id, unit in group.units.items():
        key = "glob" if unit.glob is not None else "path"
        if (unit.path is None) == (unit.glob is None):
            what = "没有写工作区在哪里" if unit.path is None else "写了 path，又写了 glob"
            faults.add(codes.KP902(unit=unit_id, what=what), unit.at if unit.path is None else unit.place_of("glob"))
            continue
        found = sorted(_named(root, unit))
        place = unit.place_of(key)
        if not found:
            missing = "式样一个文件夹也对不上" if key == "glob" else "文件夹不在"
            faults.add(codes.KP903(unit=unit_id, what=f"{missing}：{unit.glob or unit.path}"), place)
        for told in found:
            folder = root / as_stored(told)
            if not Path(os.path.realpath(folder)).is_relative_to(real):
                faults.add(codes.KP904(unit=unit_id, folder=told), place)
            elif not (folder / SETTINGS).is_file():
                hint = f"文件夹 {told} 里没有 kaoping.yaml，不是工作区"
                faults.add(codes.KP903(unit=unit_id, what=hint, perhaps=_below(root, folder)), place)
            else:
                own = unit_id if len(found) == 1 else f"{unit_id}/{told.rpartition('/')[2]}"
                yield UnitFolder(unit_id, own, told, folder)


def _named(root: Path, unit: Unit) -> Iterator[str]:
    """The folders that a unit names, as they are told from the group's."""
    if unit.path is not None:
        given = Path(unit.path.replace("\\", "/"))
        folder = root / given
        if folder.is_dir():
            yield as_told(given.as_posix())
        return
    assert unit.glob is not None
    pattern = unit.glob.replace("\\", "/")
    if pattern.startswith("/") or ".." in pattern.split("/") or not pattern.strip("/"):
        yield from (as_told(Path(pattern).as_posix()),) if (root / pattern).is_dir() else ()
        return
    try:
        yield from (as_told(each.relative_to(root).as_posix()) for each in root.glob(pattern) if each.is_dir())
    except (ValueError, NotImplementedError):
        return


def _below(root: Path, folder: Path) -> str:
    """Where a workspace lies one folder further down, if it does: an archive is often unpacked so."""
    try:
        deeper = [each for each in sorted(folder.iterdir()) if (each / SETTINGS).is_file()]
    except OSError:
        return ""
    return f"（是不是 {as_told(deeper[0].relative_to(root).as_posix())}）" if deeper else ""


def _check_apart(group: Group, folders: tuple[UnitFolder, ...], faults: Faults) -> None:
    """No workspace is another's, or lies in another's."""
    real = {each: Path(os.path.realpath(each.folder)) for each in folders}
    first: dict[Path, UnitFolder] = {}
    for each in folders:
        known = first.setdefault(real[each], each)
        if known is not each:
            faults.add(codes.KP905(unit=each.id, folder=each.told, other=known.id), _place(group, each))
    for folder, each in first.items():
        around = next((first[parent] for parent in folder.parents if parent in first), None)
        if around is not None:
            faults.add(codes.KP906(unit=each.id, folder=each.told, other=around.id), _place(group, each))


def _place(group: Group, folder: UnitFolder) -> Place:
    unit = group.units[folder.unit]
    return unit.place_of("path" if unit.glob is None else "glob")
