"""Tests of a rubric: what they cover."""

import sys
from collections.abc import Sequence

from dangjian_kaoping.cli.formats.writable import JSON, MARKDOWN, TEXT, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.proof.coverage import Coverage

COVERAGE = Writable[Sequence[Coverage]]("细则测试的覆盖")


@COVERAGE.written(TEXT)
def _coverage_text(several: Sequence[Coverage]) -> str:
    from dangjian_kaoping.write.text.coverage import coverage_text

    return coverage_text(several, width(sys.stdout))


@COVERAGE.written(MARKDOWN)
def _coverage_markdown(several: Sequence[Coverage]) -> str:
    from dangjian_kaoping.write.markdown.coverage import coverage_markdown

    return coverage_markdown(several)


@COVERAGE.written(JSON)
def _coverage_json(several: Sequence[Coverage]) -> str:
    from dangjian_kaoping.write.json.coverage import coverage_json

    return coverage_json(several)
