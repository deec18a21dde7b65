"""The Chinese of 负担: of whom what is asked, and what the workspace allows itself."""

from dangjian_kaoping.engine.follow.burden import Alike, VersionBurden
from dangjian_kaoping.exact import places, plain
from dangjian_kaoping.model.workspace import Limits

_NAMED = 3
MATERIALS = (
    "一年要备的份数：每月的项目一季算三份，别的一季一份；"
    "本季不考评的、这一类支部不涉及的不算，检查时写明个别支部不涉及的仍算。"
)
PLANNED = "应受检：各季有项目要查的部室，一个部室一季算一次。记录：部室、支部写的发现，一条算一条。"


def whose_in_words(alike: Alike) -> str:
    """Of whom it is asked: whole classes by their names, others by theirs."""
    if alike.everybody:
        return "各支部"
    names = "、".join(each.name for each in alike.others[:_NAMED])
    if len(alike.others) > _NAMED:
        names += f"等 {len(alike.others)} 个"
    return "；".join(filter(None, ["、".join(alike.classes), names]))


def traces_in_words(version: VersionBurden) -> str:
    """The points for traces: `14`; of classes that differ `14～16`."""
    found = [each.by_focus["trace"] for each in version.points.values()]
    low, high = min(found), max(found)
    return plain(low) if low == high else f"{plain(low)}～{plain(high)}"


def percent_in_words(version: VersionBurden) -> str:
    """Their share: `14%`; of classes that differ the largest."""
    share = version.most_traces
    return "" if share is None else f"{places(share, 2).rstrip('0').rstrip('.')}%"


def limits_in_words(limits: Limits) -> str:
    """What kaoping.yaml says."""
    materials = None if limits.materials is None else f"备查材料 {limits.materials} 份"
    traces = None if limits.trace_percent is None else f"痕迹管理的分占总分的 {plain(limits.trace_percent)}%"
    told = "，".join(filter(None, [materials, traces]))
    return f"最新一版的上限（kaoping.yaml 的 limits）：{told}。" if told else ""
