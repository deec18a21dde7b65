"""What a draft is marked with across every page: a picture one can see through, in every program and on paper."""

from importlib.resources import files
from io import BytesIO

from dangjian_kaoping.write.xlsx.layout import pixels
from dangjian_kaoping.write.xlsx.page import Page

_WIDE, _HIGH = 640, 320
"""Width and height of a picture (像素); there is one of each kind of draft."""
_SHEET = 1000.0
"""Pixels of a sheet's width that one picture is for."""
_POINTS_PER_PIXEL = 0.75


def stamp(page: Page) -> None:
    """Put the picture on each printed page, about its middle."""
    name = f"{page.book.edition.kind}.png"
    content = files("dangjian_kaoping.write.xlsx").joinpath(name).read_bytes()
    width = sum(map(pixels, page.widths))
    columns = max(round(width / _SHEET), 1)
    step = page.paper.height / page.paper.scale(width / columns)
    total = sum(page.heights)
    bottom = 0.0
    next_stamp = min(step, total) / 2
    for row, height in enumerate(page.heights):
        bottom += height
        if bottom < next_stamp:
            continue
        next_stamp += step
        for index in range(columns):
            left = width * (index + 0.5) / columns - _WIDE / 2
            page.sheet.insert_image(
                max(row - int(_HIGH * _POINTS_PER_PIXEL / 2 / max(height, 1)), 0),
                0,
                name,
                {
                    "image_data": BytesIO(content),
                    "x_offset": max(left, 0),
                    "object_position": 3,
                    "decorative": True,
                },
            )
