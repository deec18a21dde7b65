"""上限 (kaoping.yaml): what the newest version of the rubric may ask; older ones are sealed, and stay as they are."""

from collections.abc import Mapping

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.follow.burden import trace_percent, version_burden
from dangjian_kaoping.engine.follow.focus import FocusPoints
from dangjian_kaoping.exact import places, plain
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Limits, Workspace

_NAMED = 3


def check_limits(workspace: Workspace, faults: Faults) -> None:
    """Note where the newest version asks for more than the workspace allows itself."""
    settings = workspace.settings
    limits = None if settings is None else settings.limits
    if limits is None or not workspace.dated or not workspace.rubrics or not workspace.readable("rubrics/"):
        return
    newest = max(workspace.rubrics, key=lambda each: each.effective_from)
    if not newest.whole:
        return
    classes = ("",) if workspace.roster is None else workspace.roster.classes
    burden = version_burden(newest, classes)
    if limits.materials is not None and burden.entries > limits.materials:
        fault = codes.KP281(
            version=newest.version, count=burden.entries, most=limits.materials, items=_most_asking(newest)
        )
        faults.add(fault, limits.place_of("materials"))
    _check_traces(newest, burden.points, limits, faults)


def _check_traces(newest: Rubric, points: Mapping[str, FocusPoints], limits: Limits, faults: Faults) -> None:
    most = limits.trace_percent
    shares = {name: share for name, each in points.items() if (share := trace_percent(each)) is not None}
    if most is None or not shares:
        return
    heaviest = max(shares, key=lambda name: shares[name])
    if shares[heaviest] > most:
        whose = f"“{heaviest}”类支部" if len(set(shares.values())) > 1 else ""
        fault = codes.KP282(
            version=newest.version,
            points=plain(points[heaviest].by_focus["trace"]),
            percent=places(shares[heaviest], 2).rstrip("0").rstrip("."),
            whose=whose,
            most=plain(most),
        )
        faults.add(fault, limits.place_of("trace_percent"))


def _most_asking(rubric: Rubric) -> str:
    """The items that ask for the most materials."""
    several = sorted(rubric.items(), key=lambda each: -len(each.materials))[:_NAMED]
    return "、".join(f"{each.id}（{len(each.materials)} 份）" for each in several if each.materials)
