"""What many tests read is read once: the same text of the same file gives the same document, with the same faults.

A document is never changed once it is read, so that tests cannot tell, but for the time that it takes. Only one with
faults may be: what is wrong is taken out of it, and so it is forgotten. Programs that tests start do without.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import pytest

from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.rubric.rubric import examined
from dangjian_kaoping.cli.shell import commands
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.loading import pruning, workspace
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.proof.proof import check_proof
from dangjian_kaoping.session import checking
from dangjian_kaoping.source.reader import read_yaml

_MOST = 1000
"""Documents that are remembered; the sample and the examples have some hundreds."""


class Remembered:
    """A function of things and of `Faults`, its last argument, which remembers what it answered.

    Things that have no hash of their own are told by their identity, and kept so that it is nobody else's.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self._known: OrderedDict[tuple[object, ...], tuple[Any, list[Diagnostic], tuple[Any, ...]]] = OrderedDict()

    def __call__(self, *arguments: Any) -> Any:
        """What the function answers."""
        known = self._known
        *things, faults = arguments
        key = tuple(each if isinstance(each, (str, type)) else id(each) for each in things)
        if key not in known:
            found = Faults()
            known[key] = self._function(*things, found), list(found), tuple(things)
            if len(known) > _MOST:
                known.popitem(last=False)
        result, diagnostics, _ = known[key]
        faults.extend(diagnostics)
        return result

    def forget(self, result: object) -> None:
        """Ask anew for what was answered with this."""
        for key in [key for key, (answer, _, _) in self._known.items() if answer is result]:
            del self._known[key]


def by_identity(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which remembers what it answered of the very same things. They are kept: none becomes another."""
    known: OrderedDict[tuple[int, ...], tuple[Any, tuple[Any, ...]]] = OrderedDict()

    def remembering(*things: Any) -> Any:
        key = tuple(map(id, things))
        if key not in known:
            known[key] = function(*things), things
            if len(known) > _MOST:
                known.popitem(last=False)
        return known[key][0]

    return remembering


@contextmanager
def commands_remembered() -> Iterator[None]:
    """While it lasts, the parser of a command is built once."""
    build = commands.built
    known: dict[tuple[str, object], Any] = {}

    def built(name: str, entry: commands.CommandEntry, callback: Any = None) -> Any:
        if entry.commands:
            return build(name, entry, callback)
        module, _, function = entry.function.partition(":")
        key = name, getattr(import_module(f"dangjian_kaoping.cli.commands.{module}"), function)
        if key not in known:
            known[key] = build(name, entry)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "built", built)
        yield


@contextmanager
def documents_remembered() -> Iterator[None]:
    """While it lasts, reading a text and making a document of it is done once for each text of a file.

    Examining a rubric, proving what it can do, and holding its texts against its rules is done once for each.
    """
    read = Remembered(read_yaml)
    partly = pruning.validated_partly

    def validated_partly(model: type[Any], data: Any, file: str, faults: Faults) -> Any:
        before = len(faults)
        result = partly(model, data, file, faults)
        if len(faults) > before or getattr(data, "lost", None):
            read.forget(data)
        return result

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "read_yaml", read)
        patch.setattr(workspace, "validated", Remembered(validated))
        once = by_identity(examined)
        patch.setattr("dangjian_kaoping.checks.workspace.examined", once)
        patch.setattr(checking, "examined", once)
        for each in (check_agreement, check_proof):
            patch.setattr(checking, each.__name__, by_identity(each))
        patch.setattr(pruning, "validated_partly", validated_partly)
        yield
