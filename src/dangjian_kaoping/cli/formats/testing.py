"""Tests of a rubric: what they cover, and which changes of it they tell."""

import sys
from collections.abc import Sequence

from dangjian_kaoping.cli.formats.writable import JSON, MARKDOWN, TEXT, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.proof.coverage.coverage import Coverage
from dangjian_kaoping.proof.mutation.mutation import Mutated

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


MUTATION = Writable[Sequence[Mutated]]("改动查不查得出")


@MUTATION.written(TEXT)
def _mutation_text(several: Sequence[Mutated]) -> str:
    from dangjian_kaoping.write.text.mutation import mutation_text

    return mutation_text(several, width(sys.stdout))


@MUTATION.written(MARKDOWN)
def _mutation_markdown(several: Sequence[Mutated]) -> str:
    from dangjian_kaoping.write.markdown.mutation import mutation_markdown

    return mutation_markdown(several)


@MUTATION.written(JSON)
def _mutation_json(several: Sequence[Mutated]) -> str:
    from dangjian_kaoping.write.json.mutation import mutation_json

    return mutation_json(several)
