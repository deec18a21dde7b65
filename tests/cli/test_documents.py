"""`kaoping schema`, and the JSON documents that the command line makes of the sample: each as its schema says."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from corrected import register, seals
from dangjian_kaoping.write.json.shipped import shipped_schemas
from docx_faults import faults_in_document
from sample import SAMPLE
from thorough import some

from .conftest import Command

pytestmark = pytest.mark.whole

RECORDS = "data/2021Q1/inspection/dangqun.yaml"
BRANCH = "发电部党支部"

ANSWERED = {
    ("check",): "check",
    ("score",): "score",
    ("score", "-q", "2018Q2"): "score",
    ("score", "-b", BRANCH): "score",
    ("rank", "-q", "2020Q4"): "score",
    ("rank", "--year", "2020"): "year",
    ("explain", BRANCH): "explain",
    ("explain", BRANCH, "DJ-01"): "explain",
    ("explain", "燃料部党支部", "-q", "2019Q4"): "explain",
    ("explain", "后勤服务中心党支部", "-q", "2020Q2"): "explain",
    ("explain", BRANCH, "--mend"): "mend",
    ("explain", BRANCH, "--since", "2020Q4"): "since",
    ("explain", "燃料部党支部", "-q", "2019Q1", "--since", "2018Q3"): "since",
    ("explain", BRANCH, "DJ-01", "-q", "2020Q1", "--since", "2019Q4"): "since",
    ("rubric", "diff", "2018", "2019"): "rubric-diff",
    ("rubric", "diff", "2020", "2019"): "rubric-diff",
    ("rubric", "impact", "2019", "2020"): "rubric-impact",
    ("rubric", "impact", "2020", "--try", "item.DJ-01.points=8"): "rubric-impact",
    ("confidence", "--sensitivity"): "rubric-sensitivity",
    ("burden",): "burden",
    ("fairness",): "fairness",
    ("rubric", "check", "--proof", "2020"): "ranges",
    ("rubric", "test", "--coverage", "2018"): "rubric-coverage",
    ("rubric", "test", "--mutate", "2018", "--item", "DJ-01"): "rubric-mutation",
    ("ledger", "--as-of", "2020Q4"): "ledger",
    ("ledger", "--summary"): "ledger",
    ("tasks", "-q", "2021Q1"): "tasks",
    ("tasks", "-y", "2021", "--open", "-b", BRANCH): "tasks",
    ("gap",): "gap",
    ("confidence",): "confidence",
    ("confidence", "-q", "2018Q2", "--about", "first"): "confidence",
    ("confidence", "-q", "2020Q1", "--about", "grade"): "confidence",
    ("objections", "-q", "2020Q4"): "objections",
    ("trend",): "trend",
    ("trend", "--self"): "gap-trend",
    ("reward", "-q", "2020Q4"): "reward",
    ("reward", "-y", "2020"): "reward-year",
}
"""What is asked of the sample, and which document answers."""

PUBLISHED = {
    ("rank",): "score",
    ("rank", "--year", "2020"): "year",
    ("ledger",): "ledger",
    ("reward", "-q", "2020Q4"): "reward",
    ("rubric", "diff", "2019", "2020"): "rubric-diff",
}

DRAFTS = [asked for asked in PUBLISHED if asked[0] != "rubric"]


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample, to change."""
    for name in ("rubrics", "data"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    shutil.copy(SAMPLE / "kaoping.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _edit(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def _is(text: str, name: str, *, draft: bool = False) -> None:
    """It is that document, a draft or not, and as its schema says."""
    data = json.loads(text)
    assert data["format"] == f"kaoping.{name}/1"
    assert data.get("draft", False) == draft
    assert faults_in_document(text) == []


# ── the documents ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("asked", "name"), ANSWERED.items(), ids=map(" ".join, ANSWERED))
def test_what_is_answered_is_as_its_schema_says(
    asked: tuple[str, ...], name: str, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(SAMPLE)
    _is(kaoping(*asked, "--format", "json").out, name)


def test_what_is_published_and_held_against_it_too_also_as_a_draft(sample: Path, kaoping: Command) -> None:
    for asked, name in some(PUBLISHED.items(), 2):
        assert kaoping(*asked, "-p", "a.json", "--force").status == 0
        _is((sample / "a.json").read_text("utf-8"), name)
    kaoping("rank", "-p", "a.xlsx")
    _is(kaoping("verify", "a.xlsx", "-f", "json").out, "verify")
    for path in (sample / "data").glob("20*/inspection/dangqun.yaml"):
        _edit(path, "reason: ", "reason: 查实")
    _edit(sample / RECORDS, "count: 1", "count: 2")
    _is(kaoping("verify", "a.xlsx", "-f", "json").out, "verify")
    for asked in some(DRAFTS, 2):
        assert kaoping(*asked, "-p", "a.json", "--force", "--draft").status == 0
        _is((sample / "a.json").read_text("utf-8"), PUBLISHED[asked], draft=True)
    kaoping("rank", "-p", "a.xlsx", "--draft")
    _is(kaoping("verify", "a.xlsx", "-f", "json").out, "verify", draft=True)


def test_faults_and_changes_are_as_their_schemas_say(sample: Path, kaoping: Command) -> None:
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "x")):
        command = ["git", "-C", str(sample), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
        subprocess.run(command, check=True, capture_output=True)
    _edit(sample / "rubrics/2020.yaml", "points: 3", "points: 4")
    (sample / "data/2021Q1/x.txt").touch()
    _is(kaoping("check", "--format", "json").out, "check")
    _is(kaoping("rubric", "diff", "--against", "HEAD", "--format", "json").out, "rubric-diffs")


def test_what_is_registered_is_as_its_schema_says(root: Path, kaoping: Command) -> None:
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    for name, document in (("a.xlsx", "verify"), ("a.docx", "registered")):
        kaoping("rank", "-q", "2021Q1", "-p", name)
        kaoping("publish", name, "--what", "通报", "--date", "2021-04-12", "-q", "2021Q1")
        out = kaoping("verify", name, "-f", "json").out
        _is(out, document)
        assert json.loads(out)["registered"][0]["what"] == "通报"


def test_a_difference_is_as_its_schema_says(sample: Path, kaoping: Command) -> None:
    register(sample, (date(2021, 1, 29), seals(sample, "2020Q4")[-1]), quarter="2020Q4")
    _is(kaoping("reward", "-q", "2020Q4", "--difference", "--format", "json").out, "difference")


def test_every_document_is_asked_for() -> None:
    assert {*ANSWERED.values(), "verify", "registered", "rubric-diffs", "difference", "group"} == {
        each.name for each in shipped_schemas()
    }


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_documents_are_listed_with_the_commands_that_write_them(kaoping: Command) -> None:
    status, out, err = kaoping("schema")
    assert (status, err) == (0, "")
    assert "score               kaoping.score/1               考评得分（score、rank）\n" in out
    assert [line.split()[0] for line in out.splitlines()] == [each.name for each in shipped_schemas()]


@pytest.mark.parametrize("asked", ["score", "kaoping.score/1"])
def test_a_schema_is_printed_that_other_programs_can_use(asked: str, kaoping: Command) -> None:
    status, out, err = kaoping("schema", asked)
    assert (status, err) == (0, "")
    validator = jsonschema.Draft202012Validator(json.loads(out))
    document = json.loads(kaoping("score", "-w", str(SAMPLE), "--format", "json").out)
    assert validator.is_valid(document)
    document["branches"][0]["composite"] = 95.85
    assert not validator.is_valid(document)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("scor", "没有“scor”这种数据。是不是“score”？"),
        ("kaoping.score/2", "是不是“kaoping.score/1”？"),
        ("rubric", "细则文件的用 kaoping rubric schema。"),
    ],
)
def test_a_document_that_is_not_known_is_misused(asked: str, said: str, kaoping: Command) -> None:
    status, out, err = kaoping("schema", asked)
    assert (status, out) == (2, "")
    assert said in err
    assert "用 kaoping schema 看有哪些" in err
