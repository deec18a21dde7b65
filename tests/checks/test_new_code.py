"""How a code is added: its page, the line of the stub that follows from it, and where it is found."""

import json
from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Fault, catalogue, codes, filled, pages
from dangjian_kaoping.diagnostics.pages import records
from dangjian_kaoping.place import Place
from dangjian_kaoping.write.ci.github import diagnostics_github
from dangjian_kaoping.write.ci.gitlab import diagnostics_gitlab
from dangjian_kaoping.write.ci.sarif import diagnostics_sarif
from dangjian_kaoping.write.json.diagnostics import diagnostics_json
from dangjian_kaoping.write.markdown.codes import codes_markdown
from dangjian_kaoping.write.text.codes import code_list, code_text
from dangjian_kaoping.write.text.diagnostics import diagnostics_text

from .stub import STUB, stub

PAGE = """
KP399 warning firm passable 会议记录没有签字
{item} 的会议记录没有{who}签字
没有签字的记录，说不清是谁的。
{mend|请补签；}补不了的，写明原因。
"""
CODE = "KP399"


@pytest.fixture(autouse=True)
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The one page that is written for it."""
    monkeypatch.setattr(records, "PAGES", records.PAGES + PAGE)
    catalogue.cache_clear()
    yield
    monkeypatch.undo()
    catalogue.cache_clear()


def fault(**known: str) -> Diagnostic:
    found: Fault = getattr(codes, CODE)(item="DJ-01", who="书记", **known)
    return Diagnostic(found, Place("data/2021Q1/inspection/a.yaml", 3, 5))


def test_the_page_says_all_that_is_known_of_it() -> None:
    kind = catalogue()[CODE]
    assert (kind.severity, kind.firm, kind.blocks, kind.title) == ("warning", True, False, "会议记录没有签字")
    assert list(catalogue())[list(catalogue()).index(CODE) - 1] == "KP361"


def test_the_types_learn_of_it_from_the_page() -> None:
    line = f"def {CODE}(*, item: object, who: object, mend: object = ...) -> Fault: ...\n"
    assert stub(catalogue().values()).replace(line, "") == STUB.read_text("utf-8")


def test_how_it_is_mended_may_depend_on_the_case() -> None:
    assert fault().mend == "请补签；补不了的，写明原因。"
    assert fault(mend="请找书记补签；").mend == "请找书记补签；补不了的，写明原因。"


def test_every_format_tells_it() -> None:
    told = "DJ-01 的会议记录没有书记签字"
    texts = {"data/2021Q1/inspection/a.yaml": "甲\n乙\n    丙丁\n"}
    for said in (
        diagnostics_text([fault()], texts),
        diagnostics_json([fault()]),
        diagnostics_sarif([fault()], texts, "1"),
        diagnostics_gitlab([fault()], texts),
        diagnostics_github([fault()]),
    ):
        assert CODE in said
        assert told in said
    rules = json.loads(diagnostics_sarif([], {}, "1"))["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["help"]["text"] for rule in rules if rule["id"] == CODE] == ["请补签；补不了的，写明原因。"]


def test_the_pages_of_codes_have_it() -> None:
    kind = catalogue()[CODE]
    assert f"{CODE}  提醒  会议记录没有签字\n" in code_list(catalogue().values())
    for said in (code_text(kind, None), codes_markdown(catalogue().values(), {})):
        assert "说什么：… 的会议记录没有…签字" in said
        assert "怎样改：请补签；补不了的，写明原因。" in said


def test_what_is_wrong_with_a_call_is_an_error_of_the_types() -> None:
    # mypy runs over this file as over all, and minds a remark that nothing calls for (warn_unused_ignores)
    codes.KP106()  # type: ignore[call-arg]  # a particular is missing
    codes.KP106(most=1, least=2)  # type: ignore[call-arg]  # one too many
    codes.KP106(mots=1)  # type: ignore[call-arg]  # another name
    codes.KP999(most=1)  # type: ignore[attr-defined]  # no such code
    codes.KP120(file="a", reason="b")  # what its page has words for may be left out


def test_a_particular_without_words_of_its_own_must_be_said() -> None:
    assert filled("{a}{b|乙}{c|}", {"a": "甲"}) == "甲乙"
    with pytest.raises(KeyError):
        filled("{a}{b|乙}", {"b": "乙"})


def test_a_sentence_may_be_worded_for_a_form_apart() -> None:
    sentence = "没有写〔 {key}｜扣分原因〕，{a}"
    assert filled(sentence, {"key": "reason", "a": "〔甲｜乙〕"}) == "没有写 reason，〔甲｜乙〕"
    assert filled(sentence, {"key": "reason", "a": "甲"}, at_cell=True) == "没有写扣分原因，甲"


@pytest.mark.parametrize("wrong", ["KP398 fault 没有级别\na\nb\nc", "KP398 error 少了一句\na\nb"])
def test_a_page_that_is_none_is_refused(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "PAGES", f"{records.PAGES}\n{wrong}\n")
    catalogue.cache_clear()
    with pytest.raises(ValueError):
        catalogue()


def test_no_code_has_two_pages() -> None:
    rooms = [import_module(f"{pages.__name__}.{each.name}") for each in iter_modules(pages.__path__)]
    assert sum(room.PAGES.count("\nKP") for room in rooms) == len(catalogue())
