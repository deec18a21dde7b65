"""DuckDB, as it is used here: nothing is fetched, nothing is written beside what it is told to write."""

from typing import Any

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError


def needed(name: str) -> Any:
    """A library of the extra `cluster`. Raises SessionError (KP931) where it is not installed."""
    from importlib import import_module  # noqa: PLC0415 - only a run on several machines needs any

    try:
        return import_module(name)
    except ImportError as error:
        fault = Diagnostic(codes.KP931(library=name), Place("--on", 0))
        raise SessionError([fault]) from error


def database(threads: int | None = None, memory: str | None = None) -> Any:
    """An empty database in memory. Without bounds it takes what the machine has.

    Raises SessionError (KP931).
    """
    settings = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": "",  # nothing but memory
        "preserve_insertion_order": "true",
    }
    settings |= {} if threads is None else {"threads": str(threads)}
    settings |= {} if memory is None else {"memory_limit": memory}
    return needed("duckdb").connect(config=settings)
