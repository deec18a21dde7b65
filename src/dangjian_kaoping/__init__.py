"""kaoping: 党支部量化考评. The rubric is the program.

For whoever writes Python: `from dangjian_kaoping import Session` (docs/用Python.md). It is imported when it is asked
for, so that a command starts without what it does not need.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dangjian_kaoping.session.error import NotFinalError as NotFinalError
    from dangjian_kaoping.session.error import SessionError as SessionError
    from dangjian_kaoping.session.session import Session as Session


def __getattr__(name: str) -> object:
    if name not in ("Session", "SessionError", "NotFinalError"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from dangjian_kaoping.session import error, session

    return getattr(session if name == "Session" else error, name)
