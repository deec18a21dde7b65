"""Whether documents are fit to be used: all that is wrong, told at once, and never an error of its own."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.agreement.deadlines import check_deadlines
from dangjian_kaoping.checks.judgement import check_severities, judged
from dangjian_kaoping.checks.outgoing.leak import CODES
from dangjian_kaoping.checks.outgoing.private import check_private_items
from dangjian_kaoping.checks.publications import check_chain, check_publications
from dangjian_kaoping.checks.rubric.policies import check_policies, check_policy
from dangjian_kaoping.checks.rubric.rubric import check_versions, examined
from dangjian_kaoping.checks.seal.seal import check_seals_themselves, compared_by
from dangjian_kaoping.checks.seal.seal_history import SealHistory, check_seal_history
from dangjian_kaoping.checks.workspace import check_workspace
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.grammar.deadlines import deadlines
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.names_file import lies_inside
from dangjian_kaoping.loading.workspace import Loader, seal_file, workspace_root
from dangjian_kaoping.model.publications import Publications
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.proof.proof import check_proof
from dangjian_kaoping.session.reading import nothing_recorded
from dangjian_kaoping.session.testing import check_all_cases

if TYPE_CHECKING:
    from dangjian_kaoping.model.document import Document

Remember = Callable[[Mapping[bytes, Seals]], SealHistory]
"""Asked for the seals that were ever committed; it is told those that are there now, by what their files hold."""

Look = Callable[[Loader, Workspace, Quarter | None], Faults]
"""Asked for what may not go out of a workspace, or of one of its rounds (`session.outgoing`)."""


class Checked(NamedTuple):
    """All that is wrong with some documents, in file order; how many of what were looked at.

    `texts` are the files that were read, by their names.
    """

    faults: Faults
    texts: Mapping[str, str]
    files: int
    rubrics: int = 0
    policies: int = 0
    rounds: int = 0


def check_all(
    loader: Loader, today: date, only: Quarter | None, remembered: Remember | None, look: Look | None = None
) -> Checked:
    """A workspace, or one round of it; of that, the rounds before it say what it is scored, sealed or copied by.

    With `look` also what may not go out, as that finds it.
    """
    found = loader.workspace(None if only is None else [only], sealed=True)
    waivers = loader.waivers()
    faults = Faults()
    faults.extend(loader.faults)
    files, rounds = len(loader.texts), len(found.rounds)
    if only is not None:
        if not any(file.startswith(f"data/{only}/") for file in (*loader.texts, *found.unread)):
            faults.extend([nothing_recorded(only, loader.inspected())])
        found.rounds |= {each: loader.round_of(each, sealed=True) for each in loader.quarters() if each < only}
        found.unread |= loader.unread()
    rubrics = [examined(each, found.roster) for each in found.rubrics]
    faults.extend(check_workspace(found, today if only is None else None, only, rubrics))
    faults.extend(check_publications(found, loader.sha256_of, only))
    for rubric, (_, unsound) in zip(found.rubrics, rubrics, strict=True):
        faults.extend(_agreement(rubric))
        faults.extend(check_proof(rubric, found.roster, unsound))
    if remembered is not None:
        seals = {loader.texts[seal_file(each.quarter)].encode(): each for each in found.seals()}
        faults.extend(check_seal_history(remembered(seals), found, only=only))
    if found.settings is not None:
        faults.extend(check_severities(found.settings))
        faults.extend(check_private_items(found.settings, found.rubrics))
        faults.extend(lies_inside(loader.root, found.settings))
    if look is not None:
        faults.extend(look(loader, found, only))
    # what a waiver was for may lie in what could not be read
    whole = only is None and not found.unread
    severities = {} if found.settings is None else found.settings.severities
    guarded, unasked = compared_by(found), CODES if look is None else ()
    counting = judged(faults, severities, waivers, today, whole=whole, guarded=guarded, unasked=unasked)
    return Checked(counting, loader.texts, files, len(found.rubrics), len(found.policies), rounds)


def check_documents(folder: Path, paths: Iterable[Path]) -> Checked:
    """Some documents by themselves, of whatever kind; of a rubric or a seal also what it has by itself.

    Records are held against nothing but their own form: what they mean depends on their workspace.
    """
    loader = _loader_around(folder)
    return _by_themselves(loader, [loader.any_document(loader.name_of(path)) for path in paths])


def check_bytes(folder: Path, content: bytes, name: str) -> Checked:
    """One document that lies in no file, likewise; `name` is what it is called in whatever is said of it."""
    loader = _loader_around(folder)
    return _by_themselves(loader, [loader.document_in(content, name)])


def _of_rubric(rubric: Rubric, roster: Roster | None) -> Faults:
    """All that is wrong with a version by itself."""
    found, unsound = examined(rubric, roster)
    faults = Faults()
    faults.extend(found)
    faults.extend(_agreement(rubric))
    faults.extend(check_proof(rubric, roster, unsound))
    return faults


def _agreement(rubric: Rubric) -> Faults:
    """Where what is printed of a rubric and what computes say two things."""
    faults = check_agreement(rubric, said)
    faults.extend(check_deadlines(rubric, deadlines))
    return faults


def _by_themselves(loader: Loader, documents: "list[Document | None]") -> Checked:
    roster = _roster_around(loader)
    faults = Faults()
    for document in documents:
        if isinstance(document, Rubric):
            faults.extend(_of_rubric(document, roster))
        elif isinstance(document, Seals):
            faults.extend(check_seals_themselves(document))
        elif isinstance(document, Publications):
            faults.extend(check_chain(document))
        elif isinstance(document, RewardPolicy):
            faults.extend(check_policy(document, roster, ()))
    faults.extend(loader.faults)
    return Checked(faults, loader.texts, len(documents))


def check_versions_in(folder: Path, paths: Iterable[Path], today: date) -> Checked:
    """Some rubrics and reward policies, held against the roster but not against the workspace's other versions."""
    loader = _loader_around(folder)
    named = [loader.name_of(path) for path in paths]
    rubrics, policies = list(loader.rubrics_in(named)), list(loader.policies_in(named))
    settings = loader.settings() if workspace_root(loader.root) == loader.root else None
    found = Workspace(settings, _roster_around(loader), rubrics, {}, policies)
    return _versions(loader, found, today)


def check_all_versions(root: Path, today: date) -> Checked:
    """All rubrics and reward policies of a workspace, and whether their cases can be run."""
    loader = Loader(root, partly=True)
    found = loader.workspace(())
    of_cases, texts = check_all_cases(root)
    checked = _versions(loader, found, today, [*check_versions(found.rubrics), *of_cases])
    return checked._replace(texts={**texts, **checked.texts})


def _versions(loader: Loader, found: Workspace, today: date, more: Iterable[Diagnostic] = ()) -> Checked:
    """Rubrics and policies; what is found counts, and is waived, as it is where the whole workspace is checked."""
    waivers = None if found.settings is None else loader.waivers()
    faults = Faults()
    faults.extend(loader.faults)
    for rubric in found.rubrics:
        faults.extend(_of_rubric(rubric, found.roster))
    faults.extend(check_policies(found.policies, found.roster, found.rubrics))
    faults.extend(more)
    checked = Checked(faults, dict(loader.texts), len(loader.texts), len(found.rubrics), len(found.policies))
    severities = {} if found.settings is None else found.settings.severities
    if waivers is None and not severities:
        return checked
    found.unread = loader.unread()
    found.rounds = {each: Round(each, seals=loader.seals_of(each)) for each in loader.quarters()}
    return checked._replace(faults=judged(faults, severities, waivers, today, whole=False, guarded=compared_by(found)))


def _loader_around(folder: Path) -> Loader:
    """Reads documents as far as they can be read, of the workspace at or above a folder, or of none."""
    return Loader(workspace_root(folder) or folder, partly=True)


def _roster_around(loader: Loader) -> Roster | None:
    return loader.roster() if workspace_root(loader.root) == loader.root else None
