"""What people read of the words of the second edition: the account of an item, the table with its notes, the rubric."""

from collections.abc import Iterator
from datetime import date

import pytest

from dangjian_kaoping.write.text.explain import explain_text
from dangjian_kaoping.write.text.rubric import rubric_show
from dangjian_kaoping.write.text.score_table import score_table
from words_plant import dossier, session

from .golden import assert_golden

pytestmark = pytest.mark.whole

TOLD = {
    "2026Q1": (
        ("发电部党支部", ("DJ-01", "DJ-02", "DJ-04", "ZH-02", "ZH-03")),
        ("检修部党支部", ("SC-01", "SC-02", "SC-03")),
        ("化学部党支部", ("DJ-03", "DJ-05")),
        ("燃料部党支部", ("SC-02",)),
        ("机关党支部", ("XS-01",)),
    ),
    "2026Q2": (("检修部党支部", ("SC-03", "ZH-01")), ("燃料部党支部", ("SC-02",))),
}
"""Items in which there is something new to tell, by round and branch."""


def accounts() -> Iterator[str]:
    for quarter, branches in TOLD.items():
        result = dossier(quarter).result
        for branch, items in branches:
            placing = result.placing_of(branch)
            assert placing is not None
            texts = [explain_text(result, placing, item, 100) for item in items]
            yield f"════ {quarter} {branch}\n" + "\n".join(text.split("\n\n", 1)[1] for text in texts)


def test_the_accounts_of_items() -> None:
    assert_golden("words-explain.txt", "\n".join(accounts()) + "\n")


@pytest.mark.parametrize("quarter", TOLD)
def test_the_table_and_the_notes_below_it(quarter: str) -> None:
    assert_golden(f"words-score-{quarter}.txt", score_table(dossier(quarter).result, 100))


def test_the_rubric_as_it_is_shown() -> None:
    assert_golden("words-rubric.txt", rubric_show(dossier("2026Q1").result.rubric, 100))


def test_nothing_is_at_fault() -> None:
    found = session().check(date(2026, 7, 1)).faults
    assert [fault for fault in found if fault.severity == "error"] == []
