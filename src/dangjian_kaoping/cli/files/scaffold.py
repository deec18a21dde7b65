"""What `kaoping init` writes: files filled in from templates, the sample plant's files, CI files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from importlib.resources import files as resources
from importlib.resources.abc import Traversable

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.loading.workspace import SETTINGS
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.version import VERSION

_MARK = re.compile(r"<<(\w+)>>")
"""A place in a template that is to be filled in."""
_PLAIN = re.compile(r"(?!(?i:null)\Z)[^\W_]\w*(（\w+）)?")
"""Text that YAML takes as it is; all other names are quoted."""

_COMMON = {".gitignore": "gitignore", ".gitattributes": "gitattributes", "说明.md": "guide.md"}
_NEW = {
    SETTINGS: "kaoping.yaml",
    "rubrics/<<year>>.yaml": "rubric.yaml",
    "rubrics/cases/<<year>>.yaml": "cases.yaml",
    "rubrics/reward-<<year>>.yaml": "reward.yaml",
    "data/roster.yaml": "roster.yaml",
    "data/<<quarter>>/inspection/dangqun.yaml": "inspection-dangqun.yaml",
    "data/<<quarter>>/inspection/jiwei.yaml": "inspection-jiwei.yaml",
    "data/<<quarter>>/followups.yaml": "followups.yaml",
    "data/<<quarter>>/self/<<month1>>.yaml": "self-1.yaml",
    "data/<<quarter>>/self/<<month2>>.yaml": "self-2.yaml",
    "data/<<quarter>>/self/<<month3>>.yaml": "self-3.yaml",
}
"""Each file of a new workspace, and its template."""
_OF_ANY = (SETTINGS, "data/roster.yaml")
"""Those that there are before there is a rubric."""


class Service(StrEnum):
    """Where the workspace's repository is kept and checked."""

    github = "github"
    gitlab = "gitlab"
    gitee = "gitee"


_CI = {
    Service.github: {
        ".github/workflows/kaoping.yml": "github-check.yml",
        ".github/workflows/kaoping-rubric.yml": "github-rubric.yml",
    },
    Service.gitlab: {".gitlab-ci.yml": "gitlab.yml"},
    Service.gitee: {".workflow/kaoping.yml": "gitee.yml"},
}


def new_workspace(unit: str, committee: str, quarter: Quarter, *, empty: bool = False) -> dict[str, bytes]:
    """The files of a new plant's workspace, by path from its folder; an `empty` one has no rubric and no records."""
    first, second, third = quarter.months
    words = {
        "unit": _scalar(unit),
        "committee": _scalar(committee),
        "year": str(quarter.year),
        "next_year": str(quarter.year + 1),
        "quarter": str(quarter),
        "quarter_words": quarter.chinese,
        "next_quarter": str(quarter.next),
        "month1": str(first),
        "month2": str(second),
        "month3": str(third),
        "next_month": str(quarter.next.months[0]),
    }
    new = {name: _NEW[name] for name in _OF_ANY} if empty else _NEW
    return _filled("workspace", new | _COMMON, words) | _schema()


def ci_files(services: Iterable[Service]) -> dict[str, bytes]:
    """The files by which these services check a workspace at every push."""
    wanted = {path: template for service in services for path, template in _CI[service].items()}
    return _filled("ci", wanted, {"kaoping": VERSION})


def sample_files() -> dict[str, bytes]:
    """The sample plant's files, out of a wheel or out of the repository."""
    top = _sample()
    found = {SETTINGS: (top / SETTINGS).read_bytes()}
    for folder in ("rubrics", "data"):
        found.update(_documents(top / folder, folder))
    return (
        found | _schema() | _filled("workspace", {path: _COMMON[path] for path in (".gitignore", ".gitattributes")}, {})
    )


def _schema() -> dict[str, bytes]:
    """What editors complete and explain keys by; the rubrics name it in their first line."""
    from dangjian_kaoping.write.json.schema import reward_schema, rubric_schema

    return {
        "rubrics/rubric.schema.json": rubric_schema().encode(),
        "rubrics/reward.schema.json": reward_schema().encode(),
    }


def _sample() -> Traversable:
    package = resources("dangjian_kaoping")
    packed = package / "sample"
    if packed.is_dir():
        return packed
    # an editable install: src/dangjian_kaoping lies in the repository, which is the sample plant's workspace
    repository = package / ".." / ".."
    if not (repository / SETTINGS).is_file():
        raise Misused("这一份 kaoping 里没有带示例厂，请重新安装：pip install --force-reinstall dangjian-kaoping")
    return repository


def _documents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _documents(entry, f"{path}/{entry.name}")
        elif entry.name.endswith(".yaml"):
            yield f"{path}/{entry.name}", entry.read_bytes()


def _filled(folder: str, wanted: Mapping[str, str], words: Mapping[str, str]) -> dict[str, bytes]:
    source = resources("dangjian_kaoping") / "templates" / folder

    def fill(text: str) -> str:
        return _MARK.sub(lambda mark: words[mark[1]], text)

    return {
        fill(path): fill((source / template).read_text(encoding="utf-8")).encode() for path, template in wanted.items()
    }


def _scalar(text: str) -> str:
    """A text as a YAML value: plain where it may be, else in single quotes."""
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
