"""Versions of rubrics and reward policies: one to read, what a revision changes, what it would have made."""

import sys
from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import JSON, MARKDOWN, TABLE, TEXT, File, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.compare.impact.impact import Impact
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.ranges.table import RangeTable
from dangjian_kaoping.session.versions import Versions
from dangjian_kaoping.version import VERSION


class OneVersion(NamedTuple):
    """A rubric or a reward policy, and where it was found."""

    versions: Versions
    document: Rubric | RewardPolicy


ONE_VERSION = Writable[OneVersion]("一版细则")


@ONE_VERSION.written(TEXT)
def _version_text(shown: OneVersion) -> str:
    from dangjian_kaoping.write.text.reward_policy import policy_show
    from dangjian_kaoping.write.text.rubric import rubric_show

    if isinstance(shown.document, Rubric):
        return rubric_show(shown.document, width(sys.stdout))
    return policy_show(shown.document, width(sys.stdout))


@ONE_VERSION.written(MARKDOWN._replace(note="表格"))
def _version_markdown(shown: OneVersion) -> str:
    from dangjian_kaoping.write.markdown.rubric import policy_markdown, rubric_markdown

    rules = shown.document
    return rubric_markdown(rules) if isinstance(rules, Rubric) else policy_markdown(rules)


@ONE_VERSION.written(file=File(".docx", ours.office, "印发的样子"))
def _version_document(shown: OneVersion) -> bytes:
    from dangjian_kaoping.write.docx.rubric import policy_docx, rubric_docx

    rules, edition = shown.document, _edition(shown.versions, shown.document)
    return rubric_docx(rules, edition) if isinstance(rules, Rubric) else policy_docx(rules, edition)


@ONE_VERSION.written(file=File(".xlsx", ours.office, "工作簿"))
def _version_workbook(shown: OneVersion) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.rubric import policy_workbook, rubric_workbook

    rules, edition = shown.document, _edition(shown.versions, shown.document)
    return rubric_workbook(rules, edition) if isinstance(rules, Rubric) else policy_workbook(rules, edition)


def _edition(versions: Versions, *documents: Rubric | RewardPolicy) -> Edition:
    from dangjian_kaoping.model.canonical import canonical, digest_of

    settings = versions.settings()
    return Edition(
        unit="" if settings is None else settings.unit,
        digest=digest_of([canonical(each) for each in documents]),
        tool_version=VERSION,
        committee=None if settings is None else settings.committee,
    )


RANGES = Writable[RangeTable]("各部分最少最多几分")


@RANGES.written(TEXT)
def _ranges_text(table: RangeTable) -> str:
    from dangjian_kaoping.write.text.ranges import ranges_text

    return ranges_text(table, width(sys.stdout))


@RANGES.written(JSON)
def _ranges_json(table: RangeTable) -> str:
    from dangjian_kaoping.write.json.ranges import ranges_json

    return ranges_json(table)


@RANGES.written(MARKDOWN)
def _ranges_markdown(table: RangeTable) -> str:
    from dangjian_kaoping.write.markdown.ranges import ranges_markdown

    return ranges_markdown(table)


class Compared(NamedTuple):
    """A comparison, and those of its changes that are asked for."""

    diff: Revision
    changes: Sequence[Change]


class Comparisons(NamedTuple):
    """Comparisons of two versions each: one, or all that differ from a version in git, `against`."""

    versions: Versions
    asked: Sequence[Compared]
    against: str | None


DIFF = Writable[Comparisons]("修订的比较")


@DIFF.written(TEXT)
def _diff_text(found: Comparisons) -> str:
    from dangjian_kaoping.write.text.diff import diff_text

    return "\n".join(diff_text(*each, width(sys.stdout)) for each in found.asked) or _nothing(found)


@DIFF.written(file=File(".xlsx", ours.office, "修订对照表"))
def _diff_workbook(found: Comparisons) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.revision import revision_workbook

    return revision_workbook(*found.asked[0], _edition_of(found))


@DIFF.written(file=File(".docx", ours.office, "修订对照表"))
def _diff_document(found: Comparisons) -> bytes:
    from dangjian_kaoping.write.docx.revision import revision_docx

    return revision_docx(*found.asked[0], _edition_of(found))


def _edition_of(found: Comparisons) -> Edition:
    diff = found.asked[0].diff
    return _edition(found.versions, diff.before.document, diff.after.document)


@DIFF.written(MARKDOWN, File(".md", ours.markdown_of("kaoping.rubric-diff")))
def _diff_markdown(found: Comparisons) -> str:
    from dangjian_kaoping.write.markdown.diff import diff_markdown

    return "\n".join(diff_markdown(*each) for each in found.asked) or _nothing(found)


def _nothing(found: Comparisons) -> str:
    return f"与 {found.against} 相比，细则没有改动。"


@DIFF.written(JSON, File(".json", ours.json_of("kaoping.rubric-diff")))
def _diff_json(found: Comparisons) -> str:
    from dangjian_kaoping.write.json.diff import diff_json, diffs_json

    return diff_json(*found.asked[0]) if found.against is None else diffs_json(found.asked)


IMPACT = Writable[Impact]("修订的影响")


@IMPACT.written(TABLE)
def _impact_text(impact: Impact) -> str:
    from dangjian_kaoping.write.text.impact import impact_text

    return impact_text(impact, width(sys.stdout))


@IMPACT.written(MARKDOWN)
def _impact_markdown(impact: Impact) -> str:
    from dangjian_kaoping.write.markdown.impact import impact_markdown

    return impact_markdown(impact)


@IMPACT.written(JSON)
def _impact_json(impact: Impact) -> str:
    from dangjian_kaoping.write.json.impact import impact_json

    return impact_json(impact)
