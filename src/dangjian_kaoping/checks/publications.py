"""公布登记: whether the list of what went out is as `kaoping publish` wrote it, and the files as they were."""

from collections.abc import Callable

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.course.registered import entry_digest
from dangjian_kaoping.model.publications import Publications
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter

DigestOf = Callable[[str], str | None]
"""Asked for the SHA-256 of a file of the workspace, by its name; None where there is none."""


def check_chain(found: Publications) -> Faults:
    """Whether each entry says its own digest, follows on the one before it, and replaces one that is there."""
    faults = Faults()
    before: str | None = None
    for number, entry in enumerate(found.publications, 1):
        if entry.id != number:
            faults.add(codes.KP571(quarter=found.quarter, id=entry.id, expected=number), entry.place_of("id"))
            return faults
        replaced = entry.replaces is None or 0 < entry.replaces < number
        if entry.digest != entry_digest(found.quarter, entry, before) or not replaced:
            faults.add(codes.KP570(quarter=found.quarter, id=entry.id), entry.place_of("digest"))
            return faults
        before = entry.digest
    return faults


def check_publications(workspace: Workspace, digest_of: DigestOf, only: Quarter | None = None) -> Faults:
    """Of all rounds, or of one, whether the lists are whole, their seals there, and the files as they went out."""
    faults = Faults()
    for quarter, this in sorted(workspace.rounds.items()):
        if this.publications is None or only not in (None, quarter):
            continue
        if not workspace.readable(f"data/{quarter}/publications.yaml"):
            continue
        broken = check_chain(this.publications)
        faults.extend(broken)
        if not len(broken):
            if workspace.readable(f"data/{quarter}/seal.yaml"):
                faults.extend(check_seals_known(this.publications, this.seals))
            _check_files(this.publications, digest_of, faults)
    return faults


def check_seals_known(found: Publications, seals: Seals | None) -> Faults:
    """Whether the seals by which something went out are still there."""
    faults = Faults()
    known = () if seals is None else [each.digest for each in seals.seals]
    for entry in found.publications:
        if entry.seal is not None and entry.seal not in known:
            faults.add(codes.KP572(quarter=found.quarter, id=entry.id), entry.place_of("seal"))
    return faults


def _check_files(found: Publications, digest_of: DigestOf, faults: Faults) -> None:
    for entry in found.publications:
        now = digest_of(entry.file)
        # a file that took the name later is registered by itself
        later = any(each.file == entry.file and each.sha256 == now for each in found.publications)
        if now is None:
            faults.add(codes.KP573(quarter=found.quarter, id=entry.id, file=entry.file), entry.place_of("file"))
        elif now != entry.sha256 and not later:
            faults.add(codes.KP574(quarter=found.quarter, id=entry.id, file=entry.file), entry.place_of("file"))
