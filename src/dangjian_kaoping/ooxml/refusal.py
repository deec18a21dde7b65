"""Why a package is not read."""

from typing import Literal

Trouble = Literal["encrypted", "no_package", "damaged", "too_large", "ambiguous", "forbidden"]
"""What is wrong: kept with a password or older than 2007; no package at all; broken; beyond a limit; something that
one program would read otherwise than another; content that brings in what lies elsewhere, or runs.
"""


class RefusedPackageError(ValueError):
    """A package that is not read; `detail` says in words what of it, where that is known."""

    def __init__(self, trouble: Trouble, detail: str = "") -> None:
        super().__init__(trouble, detail)
        self.trouble = trouble
        self.detail = detail
