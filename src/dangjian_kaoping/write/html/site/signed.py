"""What a file of a site ends with: the digest of all that stands before, by which nobody's changes are lost."""

import re
from hashlib import sha256

_LAST = re.compile(rb"(?:<!-- kaoping\.site ([0-9a-f]{64}) -->|// kaoping\.site ([0-9a-f]{64}))\n")


def signed_page(content: bytes) -> bytes:
    """A page with its digest."""
    return content + f"<!-- kaoping.site {_digest(content)} -->\n".encode()


def signed_script(content: bytes) -> bytes:
    """A script with its digest."""
    return content + f"// kaoping.site {_digest(content)}\n".encode()


def is_untouched(content: bytes) -> bool:
    """Whether a file is one of a site, as it was written."""
    start = content.rfind(b"\n", 0, -1) + 1
    found = _LAST.fullmatch(content, start)
    return found is not None and (found[1] or found[2]).decode() == _digest(content[:start])


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
