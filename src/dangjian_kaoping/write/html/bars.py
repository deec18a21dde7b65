"""Bars in groups as SVG: where each lies. A picture shows figures and is none, so it may use floats."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.words.feedback.sheet import Chart
from dangjian_kaoping.write.html.curve import Scale

_WIDTH, _HEIGHT = 560.0, 250.0
_LEFT, _TOP, _BOTTOM = 40.0, 12.0, 24.0
_BETWEEN = 0.3
"""Which part of a group is room beside the next."""
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
"""How far apart the lines behind the bars may be."""
_LINES = 5


class Bar(NamedTuple):
    """A bar: its place and size (像素), which series it is of (from the newest, 0), and what it says."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    told: str


class Mark(NamedTuple):
    """A line across with what it stands for, or the name of a group below."""

    at: float
    text: str


class Bars(NamedTuple):
    """A picture of a chart."""

    title: str
    width: float
    height: float
    left: float
    bottom: float
    bars: tuple[Bar, ...]
    lines: tuple[Mark, ...]
    names: tuple[Mark, ...]
    legend: tuple[tuple[str, str], ...]


def bars(chart: Chart) -> Bars:
    """Where everything lies; the values are per cent."""
    highest = max((float(value) for each in chart.series for value in each.values if value is not None), default=0.0)
    step = next((each for each in _STEPS if each * _LINES >= highest), _STEPS[-1])
    top = max(step, -(-int(highest * 100) // (step * 100)) * step)
    bottom = _HEIGHT - _BOTTOM
    scale = Scale(0, top, bottom, _TOP)
    lines = tuple(Mark(round(scale.height(at), 1), f"{at}%") for at in range(0, top + 1, step))
    group = (_WIDTH - _LEFT) / max(len(chart.groups), 1)
    names = tuple(Mark(round(_LEFT + group * (at + 0.5), 1), name) for at, name in enumerate(chart.groups))
    kinds = _kinds(chart)
    legend = tuple((kind, each.name) for kind, each in zip(kinds, chart.series, strict=True))
    return Bars(
        chart.title, _WIDTH, _HEIGHT, _LEFT, bottom, tuple(_bars(chart, kinds, scale, group)), lines, names, legend
    )


def _kinds(chart: Chart) -> list[str]:
    """What each series is called by the style sheet: the newest `s0`, older ones `s1` and so on, all others `every`."""
    own = sum(not each.beside for each in chart.series)
    return ["every" if each.beside else f"s{own - 1 - at}" for at, each in enumerate(chart.series)]


def _bars(chart: Chart, kinds: list[str], scale: Scale, group: float) -> Iterator[Bar]:
    width = group * (1 - _BETWEEN) / max(len(chart.series), 1)
    for at, name in enumerate(chart.groups):
        for index, series in enumerate(chart.series):
            value = series.values[at]
            if value is not None:
                x = _LEFT + group * (at + _BETWEEN / 2) + width * index
                y = scale.height(value)
                told = f"{name}，{series.name}：{value}%"
                size = round(width - 1, 1), round(scale.bottom - y, 1)
                yield Bar(round(x, 1), round(y, 1), *size, kinds[index], told)
