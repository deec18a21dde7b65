"""修订的比较 as people read it."""

import pytest

from compare.edits import EDITS
from compare.parting import join, part
from compare.plant import Plain, area, clause, data, item, later
from dangjian_kaoping.compare.diff.revision import Revision, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.write.layout import width_of
from dangjian_kaoping.write.markdown.diff import diff_markdown
from dangjian_kaoping.write.text.diff import diff_text
from engine.plant import modelled

from .golden import assert_golden


def revised() -> Plain:
    rubric = data()
    later(rubric)
    part(rubric)
    item(rubric, "DJ-01")["points"] = {"by_class": {"机关": "4"}, "otherwise": "5"}
    item(rubric, "DJ-02")["focus"] = "trace"
    clause(rubric, "DJ-02/迟缴")["deduct"]["each"] = {"by_class": {"机关": "0.3"}, "otherwise": "0.05"}
    clause(rubric, "DJ-02/抽查").update({"id": "抽样", "text": "抽查3人，按不合格率分段扣分"})
    clause(rubric, "WD-01/集访")["veto"] = {"effect": "total_zero"}
    area(rubric, "WD")["name"] = "信访和稳定"
    rubric["measure"]["last"] = {"places": "2"}
    return rubric


def compared(before: Plain, after: Plain) -> Revision:
    one, other = (Version(modelled(Rubric, each), each["version"]) for each in (before, after))
    return compare_rubrics(one, other)


def test_the_text() -> None:
    found = compared(data(), revised())
    assert_golden("diff.txt", diff_text(found, found.changes, 80))


def test_the_note() -> None:
    found = compared(data(), revised())
    assert_golden("diff.md", diff_markdown(found, found.changes))


@pytest.mark.whole
def test_the_words_of_every_edit() -> None:
    lines = []
    for name, (edit, kind, _) in {**EDITS, "拆分": (part, "", ""), "合并": (join, "", "")}.items():
        after = data()
        edit(after)
        found = compared(data(), after)
        text = diff_text(found, found.changes, 200).partition("处。\n")[2].split("\n")
        lines += [f"{name} {kind}".rstrip(), *(line.strip() for line in text if line.startswith("    "))]
    assert_golden("diff-edits.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    found = compared(data(), revised())
    text = diff_text(found, found.changes, width).split("\n\n")
    # tables of figures are never cut
    for paragraph in text:
        if "---" not in paragraph:
            assert max(map(width_of, paragraph.split("\n"))) <= width
