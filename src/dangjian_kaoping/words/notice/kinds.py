"""Which documents a round's result is told in, and which goes with the state of the round."""

from collections.abc import Collection, Mapping
from typing import Literal, get_args

from dangjian_kaoping.engine.course.permission import Permit
from dangjian_kaoping.engine.course.state import FINAL, State

LetterKind = Literal["送审稿", "公示", "通报", "更正"]
"""Those that are letters."""
NoticeKind = Literal[LetterKind, "摘要"]
NOTICE_KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)
PUBLIC_KINDS: frozenset[NoticeKind] = frozenset({"公示", "通报", "更正"})
"""Those that everybody reads; the others are for the committee."""

BY_STATE: Mapping[State, NoticeKind] = {
    "to_approve": "送审稿",
    "to_publish": "公示",
    "public": "公示",
    "objections": "公示",
    "to_finalise": "公示",
    "to_correct": "更正",
    "corrected": "更正",
}
"""Of a governed round; in any other state, and of any other round, it is 通报."""

_UNTIL_APPROVED: Collection[State] = ("not_begun", "inspecting", "to_approve")
_UNTIL_PUBLIC: Collection[State] = (*_UNTIL_APPROVED, "to_publish")


def goes_with(kind: NoticeKind, state: State) -> Permit:
    """Whether a governed round in a state has such a document, where anything may be written of it at all."""
    match kind:
        case "送审稿":
            return "draft" if state in _UNTIL_APPROVED else "no"
        case "公示" if state in FINAL:
            return "no"
        case "公示":
            return "sealed" if state in _UNTIL_PUBLIC else "yes"
        case "通报":
            return "yes" if state in FINAL else "draft"
        case "更正" if state in FINAL:
            # whether anything was corrected, the seals say
            return "yes"
        case "更正":
            return "draft" if state in ("to_correct", "broken") else "no"
        case "摘要":
            return "yes"


WHY_NOT: Mapping[NoticeKind, str] = {
    "送审稿": "已经审定，不再写送审稿",
    "公示": "已经定案，不再写公示",
    "更正": "还没有定案，没有更正可写",
}
"""Why a document is not written, not even as a draft."""
WHY_DRAFT: Mapping[NoticeKind, str] = {
    "送审稿": "送审稿是草稿",
    "公示": "还没有封存，公示只能写成草稿",
    "通报": "还没有定案，通报只能写成草稿",
    "更正": "更正还没有定案，只能写成草稿",
}
"""Why it is written as a draft only."""
