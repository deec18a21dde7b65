"""How much is tried: at one's desk some examples of many alike, in the whole run (`KAOPING_THOROUGH=1`) all of them."""

import os
from collections.abc import Iterable
from typing import TypeVar

from hypothesis import settings

Example = TypeVar("Example")

THOROUGH = bool(os.environ.get("KAOPING_THOROUGH"))


def law(examples: int) -> settings:
    """So many examples that hypothesis makes in the whole run, a sixth of them at one's desk."""
    return settings(max_examples=examples if THOROUGH else examples // 6)


def some(examples: Iterable[Example], few: int) -> list[Example]:
    """All of them in the whole run, else `few`, spread evenly, the first and the last among them."""
    every = list(examples)
    if THOROUGH or len(every) <= few:
        return every
    return [every[round(index * (len(every) - 1) / (few - 1))] for index in range(few)]
