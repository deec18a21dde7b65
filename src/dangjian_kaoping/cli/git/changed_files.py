"""`--against`: the rubrics of the workspace that are not as a revision of git has them."""

from collections.abc import Iterator

from dangjian_kaoping.cli.git.repository import Repository, repository_around
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.session.versions import REWARD, Versions
from dangjian_kaoping.source.reader import read_header


def changed_since(versions: Versions, revision: str) -> list[tuple[Version, Version]]:
    """Each version of a workspace that differs, as it was and as it is; a new version with the one before it."""
    repository = repository_around(versions.loader.root)
    before = {}
    # a version is known by what its file says, not by the file's name
    for name, content in repository.contents(revision, _below(repository, versions)).items():
        header = read_header(content.decode(errors="replace"))
        lead = {"rubric": "", "reward": REWARD}.get(header.get("kind", ""))
        if lead is not None:
            before[lead + header.get("version", "")] = (f"{revision}:{name}", content)
    return list(_pairs(versions, revision, before))


def _below(repository: Repository, versions: Versions) -> str:
    inside = repository.below(versions.loader.root)
    return f"{inside}/rubrics/" if inside else "rubrics/"


def _pairs(
    versions: Versions, revision: str, before: dict[str, tuple[str, bytes]]
) -> Iterator[tuple[Version, Version]]:
    for version, earlier in versions.with_earlier():
        now = versions.named(version)
        if version in before:
            file, content = before[version]
            then = versions.in_bytes(content, file, f"{version}（{revision}）")
            if not same(then.document, now.document):
                yield then, now
        elif earlier is not None:
            yield versions.named(earlier), now
    gone = [version for version in before if version not in versions.files]
    if gone:
        raise Misused(
            f"git 版本“{revision}”里有的 {'、'.join(gone)} 版，现在没有了。各版要留着，旧账要按旧版算；不能删。"
        )
