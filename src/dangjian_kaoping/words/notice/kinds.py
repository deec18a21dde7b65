"""Which documents a round's result is told in, and which goes with the state of the round."""

from collections.abc import Mapping
from typing import Literal, get_args

from dangjian_kaoping.engine.course.state import State

NoticeKind = Literal["送审稿", "公示", "通报", "更正", "摘要"]
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
