"""What is wrong: the faults that a check finds, and what their codes mean."""

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.resources import files as resources
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.cli.formats.writable import JSON, MARKDOWN, TEXT, Screen, Writable
from dangjian_kaoping.cli.shell.streams import answer_json, width
from dangjian_kaoping.diagnostics import Diagnostic, Example, FaultKind, Faults, catalogue
from dangjian_kaoping.version import VERSION


class Diagnosis(NamedTuple):
    """The faults of the files at and below a folder, and the files' texts."""

    faults: Faults
    texts: Mapping[str, str]
    root: Path

    def as_kept(self) -> tuple[list[Diagnostic], dict[str, str]]:
        """Faults and texts with their files as the service has them that keeps the repository."""
        from dangjian_kaoping.cli.git.paths import from_top

        moved = from_top(self.root)
        return (
            [replace(each, place=each.place._replace(file=moved(each.place.file))) for each in self.faults],
            {moved(file): text for file, text in self.texts.items()},
        )


DIAGNOSTICS = Writable[Diagnosis]("检查的结果")


@DIAGNOSTICS.written(TEXT)
def _text(found: Diagnosis) -> str:
    from dangjian_kaoping.write.text.diagnostics import diagnostics_text

    return diagnostics_text(found.faults, found.texts, width(sys.stdout)) if len(found.faults) else ""


@DIAGNOSTICS.written(JSON)
def _json(found: Diagnosis) -> str:
    from dangjian_kaoping.write.json.diagnostics import diagnostics_json

    return diagnostics_json(found.faults)


@DIAGNOSTICS.written(Screen("github"))
def _github(found: Diagnosis) -> str:
    from dangjian_kaoping.write.ci.github import diagnostics_github

    return diagnostics_github(found.as_kept()[0]) if len(found.faults) else ""


@DIAGNOSTICS.written(Screen("gitlab", say=answer_json))
def _gitlab(found: Diagnosis) -> str:
    from dangjian_kaoping.write.ci.gitlab import diagnostics_gitlab

    return diagnostics_gitlab(*found.as_kept())


@DIAGNOSTICS.written(Screen("sarif", say=answer_json))
def _sarif(found: Diagnosis) -> str:
    from dangjian_kaoping.write.ci.sarif import diagnostics_sarif

    return diagnostics_sarif(*found.as_kept(), VERSION)


CODES = Writable[FaultKind | None]("检查代码")
"""One code, or all."""


@CODES.written(TEXT)
def _codes_text(kind: FaultKind | None) -> str:
    from dangjian_kaoping.write.text.codes import code_list, code_text

    return code_list(catalogue().values()) if kind is None else code_text(kind, _examples().get(kind.code))


@CODES.written(MARKDOWN._replace(note="全部代码的说明"))
def _codes_markdown(kind: FaultKind | None) -> str:
    from dangjian_kaoping.write.markdown.codes import codes_markdown

    return codes_markdown(catalogue().values() if kind is None else [kind], _examples())


def _examples() -> dict[str, Example]:
    """The examples by code; written from tests/examples by the tests, which see to it that each is true."""
    text = resources("dangjian_kaoping").joinpath("templates/codes/examples.json").read_text(encoding="utf-8")
    return {code: Example(**example) for code, example in json.loads(text).items()}
