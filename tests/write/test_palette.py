"""The colours of shares: apart for whoever sees no red or green, apart in grey, black on them can be read."""

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import pytest

from dangjian_kaoping.write.palette import HEAT, heat

DEUTERANOPE = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)
"""What of linear RGB is left (Machado, Oliveira, Fernandes 2009, severity 1)."""
COLOURS = [step.colour for step in HEAT]
INK = "#1F2328"


def linear(colour: str) -> list[float]:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]


def seen(rgb: Sequence[float]) -> list[float]:
    """As a deuteranope sees it."""
    parts = (sum(by * each for by, each in zip(row, rgb, strict=True)) for row in DEUTERANOPE)
    return [min(max(each, 0.0), 1.0) for each in parts]


def luminance(rgb: Sequence[float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def lab(rgb: Sequence[float]) -> tuple[float, float, float]:
    """CIE L*a*b* under D65."""
    red, green, blue = rgb
    whole = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        luminance(rgb),
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (each ** (1 / 3) if each > 0.008856 else 7.787 * each + 16 / 116 for each in whole)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_a_deuteranope_tells_every_two_steps_apart() -> None:
    apart = {pair: math.dist(*(lab(seen(linear(each))) for each in pair)) for pair in combinations(COLOURS, 2)}
    assert min(apart.values()) > 8, apart


def test_no_two_steps_are_equally_light() -> None:
    lightness = sorted(lab(linear(each))[0] for each in COLOURS)
    assert min(high - low for low, high in pairwise(lightness)) > 2.5


def test_what_stands_on_them_can_be_read() -> None:
    for each in COLOURS:
        assert (luminance(linear(each)) + 0.05) / (luminance(linear(INK)) + 0.05) > 4.5


def test_full_marks_are_never_warm() -> None:
    for step in HEAT[:2]:
        _, _, yellow = lab(linear(step.colour))
        assert yellow < 0


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("1.04", "满分"),
        ("1", "满分"),
        ("0.9999", "95% 以上"),
        ("0.9", "90% 以上"),
        ("0.6", "60% 以上"),
        ("-1", "不到 60%"),
    ],
)
def test_a_share_has_the_colour_of_its_step(share: str, words: str) -> None:
    assert HEAT[heat(Decimal(share))].words == words
