"""`--against`: the rubrics of the workspace that are not as a revision of git has them."""

from collections.abc import Iterator

from dangjian_kaoping.cli.asking.sides import REWARD, Sides
from dangjian_kaoping.cli.git.repository import Repository, repository_around
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.reader import read_header


def changed_since(sides: Sides, revision: str) -> list[tuple[Version, Version]]:
    """Each version that differs, as it was and as it is; a new version with the one before it."""
    if sides.root is None:
        raise Stopped(UNREADABLE, [Diagnostic(codes.KP124(folder=str(sides.folder)), Place("", 0))], {})
    repository = repository_around(sides.root)
    before = {}
    # a version is known by what its file says, not by the file's name
    for name, content in repository.contents(revision, _below(repository, sides)).items():
        header = read_header(content.decode(errors="replace"))
        lead = {"rubric": "", "reward": REWARD}.get(header.get("kind", ""))
        if lead is not None:
            before[lead + header.get("version", "")] = (f"{revision}:{name}", content)
    return list(_pairs(sides, revision, before))


def _below(repository: Repository, sides: Sides) -> str:
    assert sides.root is not None
    inside = repository.below(sides.root)
    return f"{inside}/rubrics/" if inside else "rubrics/"


def _pairs(sides: Sides, revision: str, before: dict[str, tuple[str, bytes]]) -> Iterator[tuple[Version, Version]]:
    for version, earlier in sides.with_earlier():
        now = sides.of_file(sides.files[version], version)
        if version in before:
            file, content = before[version]
            then = sides.of_content(content, file, f"{version}（{revision}）")
            if not same(then.document, now.document):
                yield then, now
        elif earlier is not None:
            yield sides.of_file(sides.files[earlier], earlier), now
    gone = [version for version in before if version not in sides.files]
    if gone:
        raise Misused(
            f"git 版本“{revision}”里有的 {'、'.join(gone)} 版，现在没有了。各版要留着，旧账要按旧版算；不能删。"
        )
