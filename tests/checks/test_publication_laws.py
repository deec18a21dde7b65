"""Whatever is changed in a list of what went out, but for leaving out its end, is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.checks.publications import check_chain
from dangjian_kaoping.engine.course.registered import entry_digest
from dangjian_kaoping.model.publications import Publication, Publications
from dangjian_kaoping.periods import Quarter

QUARTER = Quarter(2021, 1)
KEYS = ("what", "file", "date", "where", "number", "replaces", "sha256", "seal", "digest", "year")
OTHERS = {"what": "更正", "date": "2021-05-01", "replaces": "1", "year": "2020"}


def _list(entries: list[dict[str, str]]) -> Publications:
    data = {"kind": "publications", "version": "1", "quarter": str(QUARTER), "publications": entries}
    return Publications.model_validate(data)


def _made(count: int) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = []
    for number in range(1, count + 1):
        said = {"id": str(number), "what": "公示", "file": f"{number}.docx", "date": "2021-04-12", "where": "厂内网"}
        said |= {"sha256": f"{number:064}", "seal": "0" * 64, "digest": "-"}
        if number > 2:
            said["replaces"] = str(number - 1)
        before = entries[-1]["digest"] if entries else None
        entries.append(said | {"digest": entry_digest(QUARTER, Publication.model_validate(said), before)})
    return entries


@given(st.integers(1, 6))
def test_a_list_as_it_was_written_is_whole(count: int) -> None:
    assert not len(check_chain(_list(_made(count))))


@pytest.mark.whole
@given(st.data())
def test_every_edit_is_found(data: st.DataObject) -> None:
    entries = _made(data.draw(st.integers(1, 6)))
    chosen = data.draw(st.sampled_from(entries))
    key = data.draw(st.sampled_from(KEYS))
    if key in chosen and key not in ("what", "file", "date", "sha256", "digest") and data.draw(st.booleans()):
        del chosen[key]
    else:
        other = OTHERS.get(key, "另")
        chosen[key] = other if chosen.get(key) != other else "2"
    assert [fault.code for fault in check_chain(_list(entries))] == ["KP570"]


@given(st.data())
def test_whatever_is_left_out_or_moved_is_found(data: st.DataObject) -> None:
    entries = _made(data.draw(st.integers(2, 6)))
    if data.draw(st.booleans()):
        del entries[data.draw(st.integers(0, len(entries) - 2))]
    else:
        index = data.draw(st.integers(0, len(entries) - 2))
        entries[index], entries[index + 1] = entries[index + 1], entries[index]
    assert [fault.code for fault in check_chain(_list(entries))] == ["KP571"]
    # and also where the numbers are set right again
    renumbered = [each | {"id": str(number)} for number, each in enumerate(entries, 1)]
    assert [fault.code for fault in check_chain(_list(renumbered))] == ["KP570"]
