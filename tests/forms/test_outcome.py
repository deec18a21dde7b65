"""What a form says otherwise than the records, in the words of forms."""

from dangjian_kaoping.forms.outcome import Difference, differences
from dangjian_kaoping.model.canonical import Content


def _said(**facts: Content) -> dict[str, Content]:
    return {"ZB01": {"findings": [{"item": "LZ-01", "clause": "迟报", **facts}]}}


def test_differences_speak_as_forms_do() -> None:
    found = differences(_said(missing="1"), _said(never="true", reason="true"), {"ZB01": "发电部党支部"})
    assert found == [Difference("发电部党支部", "LZ-01/迟报", "少了 1", "始终未报，扣分原因 true")]


def test_one_that_is_gone_is_told_with_what_was_recorded() -> None:
    gone: dict[str, Content] = {"ZB01": {"findings": []}}
    found = differences(_said(late="3"), gone, {})
    assert found == [Difference("ZB01", "LZ-01/迟报", "迟报 3", "")]
