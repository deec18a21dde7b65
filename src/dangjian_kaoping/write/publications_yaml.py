"""publications.yaml as it is written: what went out of a round, an entry a file."""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.publications import Publication
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.yaml_line import flow, scalar

_HEAD = """\
# 公布登记：{quarter}公布出去的文件，和它们的摘要。
# 本文件由 kaoping publish 写成，不要手工改动：改了、少了，kaoping check 都会指出来。
# 登记错了的，用 kaoping publish --replaces 另登一份，原来的留着。
kind: publications
version: 1
quarter: {code}
publications:
"""


def publications_yaml(quarter: Quarter, entries: Iterable[Publication]) -> str:
    """The file of what went out of a round, the first one first."""
    lines = [line for each in entries for line in _listed(each)]
    return _HEAD.format(quarter=quarter.chinese, code=quarter) + "\n".join(lines) + "\n"


def _listed(entry: Publication) -> Iterator[str]:
    content = canonical(entry)
    assert isinstance(content, dict)
    start = "- "
    for key, value in content.items():
        yield f"{start}{scalar(key)}: {flow(value)}"
        start = "  "
