"""`kaoping rubric import`: a document becomes a draft and a report, or is refused; nothing is half-written."""

from pathlib import Path

import pytest
import yaml

from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.cli.shell.failure import FINDINGS, USAGE

TEXT = """党支部工作考核细则（试行）

一、组织生活（14分）
1、“三会一课”（8分）。支委会每月至少召开1次，每少1次扣1分；会议记录不完整的，每次扣0.5分，最多扣2分。
2、主题党日（6分）。每月开展1次，每少1次扣1分；活动流于形式的，由考核组研究扣分。
二、加减分
1、加分。获省级表彰的每项加2分，市级每项加1分，最多加3分。
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "细则.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.whole
def test_a_draft_and_a_report_are_written(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["rubric", "import", "细则.txt", "-o", "2021.yaml", "--from", "2021Q2", "--report", "报告.md"]
    assert run(arguments) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[0] == ("“细则.txt”：2 个方面、3 个项目、5 条评分标准：4 条写成了规则，1 条没有认出。")
    assert "  A-02 第2条（第5行）：活动流于形式的，由考核组研究扣分" in said.out.splitlines()
    assert "写的是 2021 版，2021年第二季度起施行。" in said.out.splitlines()
    data = yaml.safe_load(Path("2021.yaml").read_text(encoding="utf-8"))
    assert (data["version"], data["effective_from"], data["title"]) == (2021, "2021Q2", "党支部工作考核细则（试行）")
    assert [(each["name"], each.get("points")) for each in data["areas"]] == [("组织生活", 14), ("加减分", None)]
    assert [item["title"] for area in data["areas"] for item in area["items"]] == ["“三会一课”", "主题党日", "加分"]
    assert data["areas"][0]["items"][1]["clauses"][0]["fact"] == {"missing": "次", "required": 1, "per": "month"}
    page = Path("报告.md").read_text(encoding="utf-8")
    assert page.startswith("<!-- kaoping.rubric-import/1 -->\n\n# 导入报告：细则.txt\n")
    # once more: the same bytes are no reason to stop, and the report is ours
    before = Path("2021.yaml").read_bytes(), Path("报告.md").read_bytes()
    assert run(arguments) == 0
    assert (Path("2021.yaml").read_bytes(), Path("报告.md").read_bytes()) == before


@pytest.mark.whole
def test_without_a_file_the_draft_is_the_answer(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rubric", "import", "细则.txt", "--version", "试行", "--from", "2021Q1"]) == 0
    said = capsys.readouterr()
    assert yaml.safe_load(said.out)["version"] == "试行"
    assert said.err.startswith("“细则.txt”：2 个方面")


@pytest.mark.whole
def test_what_somebody_has_worked_on_is_not_overwritten(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("2021.yaml").write_text("改过的", encoding="utf-8")
    assert run(["rubric", "import", "细则.txt", "-o", "2021.yaml", "--report", "报告.md"]) == FINDINGS
    assert "KP119" in capsys.readouterr().err
    assert Path("2021.yaml").read_text(encoding="utf-8") == "改过的"
    assert not Path("报告.md").exists()
    assert run(["rubric", "import", "细则.txt", "-o", "2021.yaml", "--force"]) == 0
    assert Path("2021.yaml").read_text(encoding="utf-8").startswith("# 由“细则.txt”导入的草稿")


@pytest.mark.whole
@pytest.mark.parametrize(("option", "ending"), [("-o", ".yaml"), ("--report", ".md")])
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_the_original_is_never_overwritten(
    document: Path, option: str, ending: str, force: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    document = document.rename(f"细则{ending}")
    Path(f"别名{ending}").hardlink_to(document)
    Path(f"链接{ending}").symlink_to(document)
    for name in ("细则", "别名", "链接"):
        arguments = ["rubric", "import", document.name, "--version", "2021", option, f"{name}{ending}"]
        assert run([*arguments, "--force"] if force else arguments) == FINDINGS
        assert "KP120" in (said := capsys.readouterr().err)
        assert "它就是要读的原件" in said
    assert document.read_text(encoding="utf-8") == TEXT


@pytest.mark.whole
def test_the_drafts_own_check_names_what_is_left(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["rubric", "import", "细则.txt", "-o", "2021.yaml", "--department", "党群工作部"]
    assert run(arguments) == 0
    capsys.readouterr()
    assert run(["rubric", "check", "2021.yaml"]) == FINDINGS
    said = capsys.readouterr().out
    assert "缺少“fact”" in said and "1 个错误" in said


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("今天天气很好。\n我们去春游。\n".encode(), "KP805"),
        (b"", "KP803"),
        (b"%PDF-1.7\n", "KP803"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "KP804"),
    ],
)
def test_what_is_no_rubric_is_refused(
    document: Path, content: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    document.write_bytes(content)
    assert run(["rubric", "import", "细则.txt", "-o", "2021.yaml", "--report", "报告.md"]) == FINDINGS
    assert f"细则.txt 错误 {code} " in capsys.readouterr().err
    assert sorted(path.name for path in Path().iterdir()) == ["细则.txt"]


@pytest.mark.whole
def test_departments_are_names_each_once(document: Path) -> None:
    departments = ["-d", "党群\x1b工作部", "-d", "办公室", "-d", " 办公室"]
    assert run(["rubric", "import", "细则.txt", "-o", "2021.yaml", *departments]) == 0
    data = yaml.safe_load(Path("2021.yaml").read_text(encoding="utf-8"))
    assert data["areas"][0]["items"][0]["department"] == ["党群 工作部", "办公室"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["没有.docx"], FINDINGS, "没有.docx 错误 KP803"),
        (["细则.txt", "--version", "２０２１"], USAGE, "是不是“2021”"),
        (["细则.txt", "--version", "a/b"], USAGE, "不能作版本"),
        (["细则.txt", "--from", "春天"], USAGE, "不是季度的写法"),
        (["细则.txt", "--department", " "], USAGE, "--department"),
        # what is asked for is looked at before the file
        (["没有.docx", "--from", "春天"], USAGE, "不是季度的写法"),
    ],
)
def test_misuse_is_said(
    document: Path, arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rubric", "import", *arguments]) == code
    said = capsys.readouterr()
    assert words in said.err and not said.out


@pytest.mark.whole
def test_departments_that_the_roster_lacks_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "厂", "--unit", "某厂", "--quarter", "2021Q1", "--empty"]) == 0
    assert sorted(str(path.relative_to("厂")) for path in Path("厂").rglob("*.yaml")) == [
        "data/roster.yaml",
        "kaoping.yaml",
    ]
    monkeypatch.chdir(tmp_path / "厂")
    Path("细则.txt").write_text(TEXT, encoding="utf-8")
    capsys.readouterr()
    arguments = ["rubric", "import", "细则.txt", "-o", "rubrics/2021.yaml"]
    assert run([*arguments, "-d", "党群工作部", "-d", "工会"]) == 0
    out = capsys.readouterr().out
    assert "名册里没有这些部室：工会（3 项）" in out and "党群工作部（" not in out
    assert "评分时不读" not in out
    assert run([*arguments[:3], "-o", "2021.yaml"]) == 0
    assert "草稿不在工作区的 rubrics 文件夹里，评分时不读" in capsys.readouterr().out


@pytest.mark.parametrize(("option", "name"), [("-o", "2021.docx"), ("-o", "2021"), ("--report", "报告.docx")])
def test_files_are_called_what_they_are(
    document: Path, option: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rubric", "import", "细则.txt", option, name]) == USAGE
    assert f"不是“{name}”" in capsys.readouterr().err
