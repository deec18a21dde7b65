"""The first line of a file that was written from a form: that it was, and by the digest of the rest whether it still
is as it was written.
"""

import hashlib
import re
from typing import Literal

Signature = Literal["none", "kept", "edited"]
_LINE = re.compile(r"# 由 kaoping import 从交来的表写成，摘要 ([0-9a-f]{16})")
_HEAD = "# 由 kaoping import 从交来的表写成，摘要 {digest}；手工改过的，再导入时会先说不同\n"
LINES = _HEAD.count("\n")
"""So many lines stand before what is written."""


def signed(body: str) -> str:
    """A text with the line that says where it is from."""
    return _HEAD.format(digest=_digest(body)) + body


def signature_of(text: str) -> Signature:
    """Whether a text was written from a form, and whether somebody has edited it since; line ends mean nothing."""
    head, _, body = text.replace("\r\n", "\n").partition("\n")
    found = _LINE.match(head)
    if found is None:
        return "none"
    return "kept" if found[1] == _digest(body) else "edited"


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]
