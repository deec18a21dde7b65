"""What many tests read is read once: the same text of the same file gives the same document, with the same faults.

A document is never changed once it is read, so that tests cannot tell, but for the time that it takes. The thorough
run does without.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.loading import workspace
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.source.reader import read_yaml

_MOST = 1000
"""Documents that are remembered; the sample and the examples have some hundreds."""


def remembered(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of things and of `Faults`, its last argument, which remembers what it answered.

    Things that have no hash of their own are told by their identity, and kept so that it is nobody else's.
    """
    known: OrderedDict[tuple[object, ...], tuple[Any, list[Diagnostic], tuple[Any, ...]]] = OrderedDict()

    def answer(*arguments: Any) -> Any:
        *things, faults = arguments
        key = tuple(each if isinstance(each, (str, type)) else id(each) for each in things)
        if key not in known:
            found = Faults()
            known[key] = function(*things, found), list(found), tuple(things)
            if len(known) > _MOST:
                known.popitem(last=False)
        result, diagnostics, _ = known[key]
        faults.extend(diagnostics)
        return result

    return answer


@contextmanager
def documents_remembered() -> Iterator[None]:
    """While it lasts, reading a text and making a document of it is done once for each text of a file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "read_yaml", remembered(read_yaml))
        patch.setattr(workspace, "validated", remembered(validated))
        yield
