"""`kaoping rank --publish 通报.docx`: the date, the office's template, and what may be overwritten."""

from pathlib import Path

import docx
import pytest

from checks.laying import JIWEI, edit

from .conftest import Command
from .reviews import ADJUSTMENTS, DECIDED


def _publish(kaoping: Command, *options: str) -> tuple[int, str, str]:
    return kaoping("rank", "--quarter", "2021Q1", "--publish", "通报.docx", *options)


def _lines(path: Path) -> list[str]:
    return [each.text for each in docx.Document(str(path)).paragraphs]


def _template(path: Path, *lines: str) -> None:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))


@pytest.mark.whole
def test_a_notice_is_written_and_told(root: Path, kaoping: Command) -> None:
    status, out, err = _publish(kaoping)
    assert (status, err) == (0, "")
    assert str(root / "通报.docx") in out
    assert "　　年　月　日" in _lines(root / "通报.docx")


@pytest.mark.whole
def test_the_date_is_the_one_that_is_given(root: Path, kaoping: Command) -> None:
    assert _publish(kaoping, "--date", "2021-04-12")[0] == 0
    assert "2021年4月12日" in _lines(root / "通报.docx")


@pytest.mark.parametrize("text", ["2021-4-12", "4月12日", "2021-02-30", ""])
def test_a_date_that_is_none_is_refused(root: Path, kaoping: Command, text: str) -> None:
    status, out, err = _publish(kaoping, "--date", text)
    assert (status, out) == (2, "")
    assert "2021-04-12" in err
    assert not (root / "通报.docx").exists()


@pytest.mark.parametrize("option", ["--date=2021-04-12", "--template=own.docx"])
def test_options_of_a_notice_want_a_notice(root: Path, kaoping: Command, option: str) -> None:
    status, _, err = kaoping("rank", "--quarter", "2021Q1", option)
    assert status == 2
    assert "--publish 通报.docx" in err


@pytest.mark.whole
def test_a_notice_of_our_own_is_replaced_and_another_document_is_not(root: Path, kaoping: Command) -> None:
    assert _publish(kaoping)[0] == 0
    before = (root / "通报.docx").read_bytes()
    edit(root, JIWEI, ("judged: 1", "judged: 2"))
    assert _publish(kaoping)[0] == 0
    assert (root / "通报.docx").read_bytes() != before
    _template(root / "通报.docx", "别人的")
    status, _, err = _publish(kaoping)
    assert status == 1
    assert "KP119" in err
    assert _lines(root / "通报.docx") == ["别人的"]
    assert _publish(kaoping, "--force")[0] == 0


@pytest.mark.whole
def test_the_office_s_template_is_filled_in(root: Path, kaoping: Command) -> None:
    _template(root / "own.docx", "测党发〔2021〕　号", "{{正文}}")
    assert _publish(kaoping, "--template", "own.docx")[0] == 0
    lines = _lines(root / "通报.docx")
    assert lines[0] == "测党发〔2021〕　号"
    assert "一、考评结果" in lines


@pytest.mark.whole
def test_the_settings_may_name_the_template(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "模板").mkdir()
    _template(root / "模板" / "通报.docx", "出自设置", "{{正文}}")
    _template(root / "own.docx", "出自命令", "{{正文}}")
    settings = root / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "notice_template: 模板/通报.docx\n", "utf-8")
    # from whatever folder the command is run
    monkeypatch.chdir(root / "data")
    assert _publish(kaoping)[0] == 0
    assert _lines(root / "data" / "通报.docx")[0] == "出自设置"
    assert _publish(kaoping, "--template", "../own.docx")[0] == 0
    assert _lines(root / "data" / "通报.docx")[0] == "出自命令"


@pytest.mark.whole
@pytest.mark.parametrize(
    ("lines", "why"),
    [(("{{正文}}", "{{标题一}}"), "不认识{{标题一}}"), (("{{标题}}",), "里面没有写{{正文}}")],
)
def test_a_template_that_cannot_be_filled_in(root: Path, kaoping: Command, lines: tuple[str, ...], why: str) -> None:
    _template(root / "own.docx", *lines)
    status, out, err = _publish(kaoping, "--template", "own.docx")
    assert (status, out) == (3, "")
    assert "KP131" in err
    assert why in err
    # what can be written is told
    assert "{{标题}}、{{主送}}、{{正文}}" in err.replace("\n", "").replace(" ", "")
    assert not (root / "通报.docx").exists()


def test_a_template_that_is_not_there(root: Path, kaoping: Command) -> None:
    status, _, err = _publish(kaoping, "--template", "nowhere.docx")
    assert status == 3
    assert "KP131" in err
    assert "没有这个文件" in err


def test_a_template_that_is_no_document(root: Path, kaoping: Command) -> None:
    (root / "own.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    status, _, err = _publish(kaoping, "--template", "own.docx")
    assert status == 3
    assert "不是 .docx 文档" in err


@pytest.mark.whole
def test_a_provisional_round_is_marked(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, _, err = _publish(kaoping)
    assert status == 1
    assert "KP409" in err
    assert not (root / "通报.docx").exists()
    assert _publish(kaoping, "--draft")[0] == 0
    assert any("（暂定）" in line for line in _lines(root / "通报.docx"))


@pytest.mark.whole
def test_the_same_input_gives_the_same_bytes(root: Path, kaoping: Command) -> None:
    assert _publish(kaoping, "--publish", "b.docx")[0] == 0
    assert (root / "通报.docx").read_bytes() == (root / "b.docx").read_bytes()


@pytest.mark.whole
def test_a_problem_that_a_review_withdrew_is_none(root: Path, kaoping: Command) -> None:
    assert _publish(kaoping)[0] == 0
    assert "限期整改的问题1个" in "".join(_lines(root / "通报.docx"))
    (root / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    (root / "data/2021Q1/followups.yaml").unlink()
    assert _publish(kaoping)[0] == 0
    assert "没有发现需要限期整改的问题" in "".join(_lines(root / "通报.docx"))


@pytest.mark.whole
def test_where_no_committee_is_named_the_unit_signs_and_that_is_remarked(root: Path, kaoping: Command) -> None:
    settings = root / "kaoping.yaml"
    kept = [line for line in settings.read_text("utf-8").split("\n") if not line.startswith("committee")]
    settings.write_text("\n".join(kept), "utf-8")
    status, _, err = _publish(kaoping)
    assert status == 0
    assert "KP600" in err
    assert "committee: 中共" in err
    settings.write_text("\n".join([*kept, "committee: 中共示例热电厂委员会", ""]), "utf-8")
    assert "KP600" not in _publish(kaoping)[2]
    # `check` says so before anything is written, once: where a round is sealed, as what is published should be
    assert "KP600" not in kaoping("check").out
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-02").status == 0
    for lines in (kept, [*kept, "committee: 示例热电厂", ""]):
        settings.write_text("\n".join(lines), "utf-8")
        status, out, _ = kaoping("check")
        assert (status, out.count("KP600")) == (0, 1)
    # 摘要不是通报
    settings.write_text("\n".join(kept), "utf-8")
    assert "KP600" not in _publish(kaoping, "--as", "摘要", "--force")[2]


def test_a_summary_takes_no_template(root: Path, kaoping: Command) -> None:
    status, _, err = _publish(kaoping, "--as", "摘要", "--template", "own.docx")
    assert (status, "不套模板" in err) == (2, True)
