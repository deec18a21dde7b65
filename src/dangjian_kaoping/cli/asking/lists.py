"""Which list is meant: one that kaoping.yaml describes, by its name, or one that options describe."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.model.marks import RefusedError
from dangjian_kaoping.model.workspace import ListSource, Settings

_OPTIONS = {
    "department": "--department",
    "clause": "--clause",
    "branch": "--branch",
    "facts": "--fact",
    "reason": "--reason",
    "aliases": "--alias",
    "skip": "--skip",
    "rows": "--rows",
}


def asked_list(name: str, settings: Settings, said: Mapping[str, object]) -> ListSource:
    """The list of a name as kaoping.yaml has it, with what options say otherwise. Raises Misused where it lacks
    something.
    """
    known = settings.lists.get(name)
    written = {key: value for key, value in said.items() if value}
    if known is None and not written:
        told = f"有：{'、'.join(settings.lists)}。" if settings.lists else "那里还没有写清单。"
        near = perhaps(name, settings.lists)
        raise Misused(f"kaoping.yaml 的 lists 里没有“{name}”。{near}{told}也可以用 --department 等选项写明。")
    before = {} if known is None else {key: getattr(known, key) for key in known.model_fields_set}
    missing = [option for key, option in _OPTIONS.items() if key in _NEEDED and key not in {**before, **written}]
    if missing:
        raise Misused(f"清单“{name}”还要写：{'、'.join(missing)}。")
    try:
        return ListSource.model_validate({**before, **written})
    except RefusedError as error:
        wrong = {_OPTIONS.get(str(each["loc"][0]), str(each["loc"][0])) for each in error.errors}
        raise Misused(f"{'、'.join(sorted(wrong))} 不能这样写。") from error


_NEEDED = frozenset({"department", "clause", "branch", "facts", "reason"})


def pairs(written: Sequence[str] | None, option: str) -> dict[str, str]:
    """What is written as `甲=乙`, several times. Raises Misused for what is not."""
    found: dict[str, str] = {}
    for each in written or ():
        key, equals, value = each.partition("=")
        if not equals or not key.strip() or not value.strip():
            raise Misused(f"{option} 写成 名称=名称，如 score=得分；“{each}”不是。")
        found[key.strip()] = value.strip()
    return found
