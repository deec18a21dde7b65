"""seal.yaml as it is written: the results to be read, and the digests by which every later edit is found."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.model.canonical import Content, canonical
from dangjian_kaoping.model.seal import Seal, SealedBranch
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.yaml_line import flow, scalar

_HEAD = """\
# 封存：{quarter}的考评结果，和它所依据的细则、名册、记录的摘要。
# 本文件由 kaoping seal 写成，不要手工改动：改了这里，或改了所依据的内容，kaoping check 都会指出来。
# 得分确需更正的，先作复核调整，再运行一次 kaoping seal，新的封存接在后面，原来的留着。
kind: seal
version: 1
quarter: {code}
seals:
"""
_IN_ONE_LINE = ("results", "after")
"""What is written as one thing to a line."""


def seal_yaml(quarter: Quarter, seals: tuple[Seal, ...]) -> str:
    """The file of a round's seals, oldest first."""
    lines = [line for seal in seals for line in _listed(seal)]
    return _HEAD.format(quarter=quarter.chinese, code=quarter) + "\n".join(lines) + "\n"


def _listed(seal: Seal) -> Iterator[str]:
    content = canonical(seal)
    assert isinstance(content, dict)
    start = "- "
    # as they were published: 96.30, not 96.3
    content["results"] = {branch: _figures(each) for branch, each in seal.results.items()}
    for key, value in content.items():
        for line in _lines(key, value, deep=key in _IN_ONE_LINE):
            yield start + line
            start = "  "


def _figures(branch: SealedBranch) -> dict[str, Content]:
    content = canonical(branch)
    assert isinstance(content, dict)
    figures = {name: getattr(branch, name) for name in content}
    return {name: str(figure) if isinstance(figure, Decimal) else content[name] for name, figure in figures.items()}


def _lines(key: str, value: Content, *, deep: bool) -> Iterator[str]:
    """A key with its value; a mapping below it, one entry to a line."""
    if not isinstance(value, dict):
        yield f"{scalar(key)}: {flow(value)}"
        return
    yield f"{scalar(key)}:"
    for name, inner in value.items():
        if deep:
            yield f"  {scalar(name)}: {flow(inner)}"
        else:
            yield from ("  " + line for line in _lines(name, inner, deep=False))
