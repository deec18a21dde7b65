"""What may be done with a round in which state: one table, asked by every command that publishes, seals or pays."""

from collections.abc import Mapping
from typing import Literal

from dangjian_kaoping.engine.course.state import State

Act = Literal["publish", "redact", "consult", "seal", "seal_final", "pay"]
"""Its ranking and feedback; its public page; what a correction of it will be; its seal for publication; its final
seal; its money, and its year."""
Permit = Literal["yes", "sealed", "draft", "no", "needless"]
"""May be done; only of a sealed result; only as a draft; may not, not even as one; needs not be done again."""

_UNTIL_APPROVED: Mapping[Act, Permit] = {
    "publish": "draft",
    "redact": "no",
    "consult": "no",
    "seal": "no",
    "seal_final": "no",
    "pay": "no",
}
_PUBLIC: Mapping[Act, Permit] = {
    "publish": "sealed",
    "redact": "yes",
    "consult": "no",
    "seal": "yes",
    "seal_final": "no",
    "pay": "draft",
}
_FINAL: Mapping[Act, Permit] = {
    "publish": "yes",
    "redact": "yes",
    "consult": "no",
    "seal": "needless",
    "seal_final": "needless",
    "pay": "yes",
}

PERMITTED: Mapping[State, Mapping[Act, Permit]] = {
    "not_begun": _UNTIL_APPROVED,
    "inspecting": _UNTIL_APPROVED,
    "to_approve": _UNTIL_APPROVED,
    "to_publish": {
        "publish": "yes",
        "redact": "sealed",
        "consult": "no",
        "seal": "yes",
        "seal_final": "no",
        "pay": "no",
    },
    "public": _PUBLIC,
    "objections": _PUBLIC,
    "to_finalise": {
        "publish": "yes",
        "redact": "yes",
        "consult": "no",
        "seal": "needless",
        "seal_final": "yes",
        "pay": "draft",
    },
    "final": _FINAL,
    "corrected": _FINAL,
    "to_correct": {
        "publish": "draft",
        "redact": "no",
        "consult": "yes",
        "seal": "needless",
        "seal_final": "yes",
        "pay": "draft",
    },
    "broken": {
        "publish": "draft",
        "redact": "no",
        "consult": "no",
        "seal": "no",
        "seal_final": "no",
        "pay": "draft",
    },
}
"""Of governed rounds; any other is published, sealed and paid as its seal allows (`checks/seal/release.py`)."""
