"""Every code as a call that takes its particulars: `codes.KP102(guess="像是 GBK")`.

mypy sees the stub beside this file, which a test writes from the pages of the catalogue, one line for each: a code that
does not exist, a particular that is missing or one that is not on the page is an error of the types. Nothing of the
catalogue is known here, so that a command that finds no fault does not read it.
"""

from functools import partial

from dangjian_kaoping.diagnostics.diagnostic import Fault


def __getattr__(code: str) -> partial[Fault]:
    if not code.startswith("KP"):
        raise AttributeError(code)
    return partial(_fault, code)


def _fault(code: str, /, **particulars: object) -> Fault:
    """A fault of a code. A particular that is None is left to the words of the page."""
    return Fault(code, {name: str(value) for name, value in particulars.items() if value is not None})
