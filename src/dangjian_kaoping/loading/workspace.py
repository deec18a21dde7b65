"""Find the workspace's documents, read and validate them."""

import copy
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dangjian_kaoping.diagnostics import Faults, codes, nearest
from dangjian_kaoping.loading.copies import without_copies
from dangjian_kaoping.loading.folders import entries, walked
from dangjian_kaoping.loading.strangers import blame_strangers, is_yaml, passed_over
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.records import Facts, FollowUps, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.model.workspace import Round, Settings, Workspace
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter, parse_quarter, quarter_with
from dangjian_kaoping.place import Place, as_stored, as_told
from dangjian_kaoping.source.files import content_of, decoded, read_text
from dangjian_kaoping.source.reader import Map, place_at, read_header, read_yaml

if TYPE_CHECKING:
    from dangjian_kaoping.loading.shared import Shared
    from dangjian_kaoping.model.cases import Cases
    from dangjian_kaoping.model.objections import Objections
    from dangjian_kaoping.model.publications import Publications
    from dangjian_kaoping.model.reward import RewardPolicy
    from dangjian_kaoping.model.seal import Seals
    from dangjian_kaoping.model.waivers import Waivers

Model = TypeVar("Model", bound=Document)
OfARound = TypeVar("OfARound", FollowUps, Adjustments, RoundSettings, "Seals", "Objections", "Publications")

SETTINGS = "kaoping.yaml"
ROSTER = "data/roster.yaml"
WAIVERS = "waivers.yaml"

MOST_REGISTERED = 200 << 20
"""Bytes of a file that went out; a workbook of hundreds of branches takes a few millions."""

KINDS: dict[str, type[Document]] = {
    "workspace": Settings,
    "rubric": Rubric,
    "roster": Roster,
    "inspection": Inspection,
    "self": SelfAssessment,
    "facts": Facts,
    "followups": FollowUps,
    "adjustments": Adjustments,
    "round": RoundSettings,
}
"""The kinds of documents that most commands read."""
SELDOM = {
    "seal": "seal:Seals",
    "objections": "objections:Objections",
    "publications": "publications:Publications",
    "waivers": "waivers:Waivers",
    "cases": "cases:Cases",
    "reward": "reward:RewardPolicy",
}
"""The other kinds: a model is imported when a file of the kind is read, because start-up counts."""


def model_of(kind: str) -> type[Document] | None:
    """The model of a kind of documents; None where there is no such kind."""
    if kind not in SELDOM:
        return KINDS.get(kind)
    module, _, name = SELDOM[kind].partition(":")
    found: type[Document] = getattr(import_module(f"dangjian_kaoping.model.{module}"), name)
    return found


def seal_file(quarter: Quarter) -> str:
    """Where the seals of a round lie."""
    return f"data/{quarter}/seal.yaml"


def publications_file(quarter: Quarter) -> str:
    """Where it is registered what went out of a round."""
    return f"data/{quarter}/publications.yaml"


def workspace_root(start: Path) -> Path | None:
    """The folder of the nearest kaoping.yaml at or above a folder."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return folder
    return None


class Loader:
    """Reads a workspace's documents, each once; what is wrong with them gathers in `faults`.

    A document with faults is none: nothing follows from it. Only with `partly`, for checks alone, is it there as far as
    it can be read, and its parts say what they lack.
    """

    def __init__(self, root: Path, *, partly: bool = False, shared: "Shared | None" = None) -> None:
        """`shared` are versions of rubrics that other workspaces may have as well."""
        self.root = root
        self._partly = partly
        self._shared = shared
        self._real_root = Path(os.path.realpath(root))
        self.faults = Faults()
        self.texts: dict[str, str] = {}
        self.documents: dict[str, Document] = {}
        """What was read so far, by file."""
        self._laid_over: Mapping[str, str] = {}
        self._blamed: set[Quarter | None] = set()
        self._known_headers: dict[str, dict[str, str]] = {}
        self._known_files: dict[tuple[str, bool], list[str]] = {}

    def holding(self, documents: Mapping[str, Document]) -> "Loader":
        """Another loader, which has read these documents already, whatever their files say."""
        other = copy.copy(self)
        other.documents = {**self.documents, **documents}
        other.texts = dict(self.texts)
        other.faults = Faults()
        other.faults.extend(self.faults)
        return other

    def laid_over(self, texts: Mapping[str, str]) -> "Loader":
        """Another loader, of a workspace in which some files, by their names, hold these texts, whatever is on disk.

        For what is about to be written: it is read and checked as it will be.
        """
        other = Loader(self.root, partly=self._partly)
        other._laid_over = {**self._laid_over, **texts}
        return other

    def workspace(
        self,
        quarters: Iterable[Quarter] | None = None,
        in_force: tuple[Quarter, Quarter] | None = None,
        *,
        sealed: bool = False,
        policies: bool | None = None,
    ) -> Workspace:
        """The settings, roster, rubrics, reward policies, and the rounds asked for (all that there are, where None).

        With `in_force` only the rubrics in force between the two quarters are read, as far as the first lines of the
        others say that they are not, and policies only where asked for; with `sealed` the rounds' seals, objections and
        publications too, which no score needs.
        """
        wanted = self.quarters() if quarters is None else list(quarters)
        if quarters is None or wanted:
            self._blame_strangers(None)
        result = Workspace(
            settings=self._only(Settings, SETTINGS),
            roster=self._only(Roster, ROSTER),
            rubrics=list(self._rubrics(in_force)),
            policies=list(self._policies()) if policies or (policies is None and in_force is None) else [],
            rounds={quarter: self.round_of(quarter, sealed=sealed) for quarter in counted(wanted)},
        )
        result.unread = self.unread()
        result.dated = not any(self._is_undated(file, result.rubrics) for file in result.unread)
        return result

    def unread(self) -> frozenset[str]:
        """The files that could not be read so far, or not wholly; what a copy holds is in its original."""
        return frozenset(fault.place.file for fault in self.faults if fault.code != "KP145")

    def _is_undated(self, file: str, rubrics: Iterable[Rubric]) -> bool:
        """Whether a file with faults is a rubric of which nobody knows from when on it is in force."""
        known = (each for each in rubrics if each.at.file == file)
        return (
            file.startswith("rubrics/")
            and self._kind(file) == "rubric"
            and all(each.lacks("effective_from") for each in known)
        )

    def quarters(self) -> list[Quarter]:
        """The quarters that have a folder, in order."""
        found = {parse_quarter(entry.name) for entry in entries(self.root, "data", self.faults) if entry.is_dir()}
        found |= {parse_quarter(file.split("/")[1]) for file in self._laid_over if file.startswith("data/")}
        return sorted(quarter for quarter in found if quarter)

    def inspected(self) -> list[Quarter]:
        """The quarters that have an inspection, in order."""
        return [each for each in self.quarters() if self._is_inspected(each)]

    def newest_inspected(self) -> Quarter | None:
        """The newest quarter that has an inspection."""
        return next(filter(self._is_inspected, reversed(self.quarters())), None)

    def _is_inspected(self, quarter: Quarter) -> bool:
        return any(self._listed(f"data/{quarter}/inspection"))

    def blame_newer(self, newest: Quarter | None) -> None:
        """Tell what was meant as a record of a quarter after the newest inspected one, and nobody would read."""
        self._blame_strangers(None)
        for each in self.quarters():
            if newest is None or each > newest:
                self._blame_strangers(each)

    def _blame_strangers(self, quarter: Quarter | None) -> None:
        if quarter not in self._blamed:
            self._blamed.add(quarter)
            blame_strangers(self.root, quarter, self.faults)

    def _rubrics(self, in_force: tuple[Quarter, Quarter] | None) -> Iterator[Rubric]:
        files = [file for file in self._files("rubrics", below=False) if self._kind(file) != "reward"]
        for file in files if in_force is None else self._in_force(files, *in_force):
            rubric = self._rubric(file)
            if rubric is not None:
                yield rubric

    def _rubric(self, file: str) -> Rubric | None:
        known = self.documents.get(file)
        if isinstance(known, Rubric):
            return known
        text = self._text(file, self.faults)
        if text is None:
            return None
        self.texts[file] = text
        if self._shared is None:
            return self._kept(file, self._rubric_in(text, file))
        return self._kept(file, self._shared.document(Rubric, file, text, lambda: self._rubric_in(text, file)))

    def _rubric_in(self, text: str, file: str) -> Rubric | None:
        data = self._parsed(text, file)
        if data is None:
            return None
        kind = data.get("kind")
        if kind == "rubric":
            return self._validated(Rubric, data, file)
        if kind == "cases":
            hint = "看来是细则测试，应放进 rubrics/cases。"
            self.faults.add(codes.KP121(name=file.rpartition("/")[2], folder="rubrics"), Place(file, 0), hint=hint)
        else:
            self._blame_kind(data, file, ("rubric", "reward"))
        return None

    def _policies(self) -> "Iterator[RewardPolicy]":
        return self.policies_in(self._files("rubrics", below=False))

    def versions(self) -> list[tuple[str, str]]:
        """The rubrics' versions and the quarters from which they are in force, by their first lines, in this order."""
        known = [(version, since) for _, version, since in self.rubric_files() if version and since]
        return sorted(known, key=lambda each: (each[1], each[0]))

    def rubric_files(self) -> list[tuple[str, str, str]]:
        """The files of the rubrics, with the versions and quarters that their first lines say."""
        headers = self._headers(self._files("rubrics", below=False))
        return [(file, each.get("version", ""), each.get("effective_from", "")) for file, each in headers.items()]

    def policy_files(self) -> list[tuple[str, str, str]]:
        """The same of the reward policies."""
        files = self._files("rubrics", below=False)
        found = {file: self._header(file) for file in files if self._kind(file) == "reward"}
        return [(file, each.get("version", ""), each.get("effective_from", "")) for file, each in found.items()]

    def _headers(self, files: Iterable[str]) -> dict[str, dict[str, str]]:
        return {file: self._header(file) for file in files if self._kind(file) == "rubric"}

    def _kind(self, file: str) -> str:
        """What a file says to be, in its first lines or further down; a rubric where it does not say."""
        header = self._header(file)
        if "kind" in header:
            return header["kind"]
        text = self._text(file, Faults())
        data = None if text is None else read_yaml(text, file, Faults())
        return "rubric" if data is None else str(data.get("kind", "rubric"))

    def _header(self, file: str) -> dict[str, str]:
        """A file's first lines; nothing where it cannot be read."""
        if file not in self._known_headers:
            text = self._text(file, Faults())
            self._known_headers[file] = {} if text is None else read_header(text)
        return self._known_headers[file]

    def _in_force(self, files: list[str], first: Quarter, last: Quarter) -> list[str]:
        """The files whose first lines do not say that they are other quarters' rubrics, or no rubric."""
        headers = self._headers(files)
        since = {file: parse_quarter(header.get("effective_from", "")) for file, header in headers.items()}
        newest = max((each for each in since.values() if each is not None and each <= first), default=first)
        return [file for file, each in since.items() if each is None or newest <= each <= last]

    def round_of(self, quarter: Quarter, *, whole: bool = True, sealed: bool = False) -> Round:
        """The records of one quarter; without `whole` only the inspections, and what a review changed in them."""
        result = Round(quarter)
        self._blame_strangers(quarter)
        for file in counted(self._files(f"data/{quarter}/inspection")):
            inspection = self._document(Inspection, "inspection", file)
            if inspection is not None and self._belongs(inspection.quarter, quarter, inspection, "quarter"):
                result.inspections.append(inspection)
        for file in self._files(f"data/{quarter}/lists"):
            facts = self._document(Facts, "facts", file)
            if facts is not None and self._belongs(facts.quarter, quarter, facts, "quarter"):
                result.lists.append(facts)
        adjusted = self._single(Adjustments, "adjustments", quarter)
        if adjusted is not None:
            result.adjustments.append(adjusted)
        if not whole:
            return result
        for file in self._files(f"data/{quarter}/self"):
            filed = self._document(SelfAssessment, "self", file)
            if filed is not None and self._belongs(quarter_with(filed.period), quarter, filed, filed.key):
                result.self_assessments.append(filed)
        result.settings = self._single(RoundSettings, "round", quarter)
        visits = self._single(FollowUps, "followups", quarter)
        if visits is not None:
            result.visits.append(visits)
        for file in self._files(f"data/{quarter}/followups"):
            more = self._document(FollowUps, "followups", file)
            if more is not None and self._belongs(more.quarter, quarter, more, "quarter"):
                result.visits.append(more)
        if sealed:
            result.seals = self.seals_of(quarter)
            result.objections = self.objections_of(quarter)
            result.publications = self.publications_of(quarter)
        return result

    def seals_of(self, quarter: Quarter) -> "Seals | None":
        """The seals of a round, if there are any."""
        from dangjian_kaoping.model.seal import Seals

        return self._single(Seals, "seal", quarter)

    def was_made_public(self, quarter: Quarter) -> bool:
        """Whether a seal of a round looks as if it were for publication: a glance at its text, which is quick."""
        file = f"data/{quarter}/seal.yaml"
        text = self._text(file, Faults()) if self._is_there(file) else None
        return text is not None and "stage: publication" in text

    def objections_of(self, quarter: Quarter) -> "Objections | None":
        """The objections to a round's result, if there are any."""
        from dangjian_kaoping.model.objections import Objections

        return self._single(Objections, "objections", quarter)

    def publications_of(self, quarter: Quarter) -> "Publications | None":
        """What went out of a round, if anything is registered."""
        from dangjian_kaoping.model.publications import Publications

        return self._single(Publications, "publications", quarter)

    def _single(self, model: type[OfARound], kind: str, quarter: Quarter) -> OfARound | None:
        """A document of which a round has one at most, named after its kind."""
        file = f"data/{quarter}/{kind}.yaml"
        found = self._document(model, kind, file) if self._is_there(file) else None
        belongs = found is not None and self._belongs(found.quarter, quarter, found, "quarter")
        return found if belongs else None

    def cases(self, files: Iterable[str] | None = None) -> "Iterator[tuple[str, Cases]]":
        """The documents of test cases: those named, or all of rubrics/cases."""
        from dangjian_kaoping.model.cases import Cases

        for file in self._listed("rubrics/cases") if files is None else files:
            cases = self._document(Cases, "cases", file)
            if cases is not None:
                yield file, cases

    def rubrics_in(self, files: Iterable[str]) -> Iterator[Rubric]:
        """The rubrics of certain files; reward policies among them are passed over."""
        for file in files:
            rubric = None if self._kind(file) == "reward" else self._document(Rubric, "rubric", file)
            if rubric is not None:
                yield rubric

    def policies_in(self, files: Iterable[str]) -> "Iterator[RewardPolicy]":
        """The reward policies of certain files; others are passed over."""
        from dangjian_kaoping.model.reward import RewardPolicy

        for file in files:
            policy = self._document(RewardPolicy, "reward", file) if self._kind(file) == "reward" else None
            if policy is not None:
                yield policy

    def settings(self) -> Settings | None:
        """The workspace's settings."""
        return self._only(Settings, SETTINGS)

    def roster(self) -> Roster | None:
        """The roster, if there is one."""
        return self._document(Roster, "roster", ROSTER) if self._is_there(ROSTER) else None

    def any_document(self, file: str) -> Document | None:
        """The document of a file, of whatever kind it says to be."""
        return self.documents.get(file) or self._kept(file, self._by_kind(self._read(file), file))

    def document_in(self, content: bytes, file: str) -> Document | None:
        """The document in some bytes."""
        text = decoded(content, file, self.faults)
        if text is None:
            return None
        self.texts[file] = text
        return self._by_kind(self._parsed(text, file), file)

    def _by_kind(self, data: Map | None, file: str) -> Document | None:
        if data is None:
            return None
        model = model_of(str(data.get("kind")))
        if model is None:
            self._blame_kind(data, file, (*KINDS, *SELDOM))
            return None
        return self._validated(model, data, file)

    def waivers(self) -> "Waivers | None":
        """The waivers, if there are any."""
        from dangjian_kaoping.model.waivers import Waivers

        return self._document(Waivers, "waivers", WAIVERS) if self._is_there(WAIVERS) else None

    def _belongs(self, said: Quarter, folder: Quarter, document: Placed, key: str) -> bool:
        if document.lacks(key):
            return True  # the folder says it
        if said != folder:
            place = document.place_of(key)
            there = place.file.replace(f"data/{folder}/", f"data/{said}/", 1)
            # where its like is in its place already, it was copied from there, and moving it would overwrite that
            otherwise = (
                f" 和各处的日期：它多半是从 {there} 复制来的"
                if self._is_there(there)
                else f"，或把文件移到 data/{said}"
            )
            self.faults.add(codes.KP403(said=said, folder=folder, key=key, otherwise=otherwise), place)
        return said == folder

    def _only(self, model: type[Model], file: str) -> Model | None:
        if not self._is_there(file):
            self.faults.add(codes.KP117(file=file), Place(file, 1))
            return None
        kind = "workspace" if file == SETTINGS else "roster"
        return self._document(model, kind, file)

    def _document(self, model: type[Model], kind: str, file: str) -> Model | None:
        known = self.documents.get(file)
        if isinstance(known, model):
            return known
        data = self._read(file)
        if data is None:
            return None
        if data.get("kind") != kind:
            self._blame_kind(data, file, (kind,))
            return None
        return self._kept(file, self._validated(model, data, file))

    def _kept(self, file: str, document: Model | None) -> Model | None:
        if document is not None:
            self.documents[file] = document
        return document

    def _validated(self, model: type[Model], data: Map, file: str) -> Model | None:
        if not self._partly:
            return validated(model, data, file, self.faults)
        from dangjian_kaoping.loading.pruning import validated_partly

        return validated_partly(model, data, file, self.faults)

    def _blame_kind(self, data: Map, file: str, expected: tuple[str, ...]) -> None:
        found = data.get("kind")
        if found is None and getattr(data, "lost", None):
            return  # it may stand in what could not be read
        if found is None:
            keys = [key for key in data if nearest(key, ["kind"])]
            self.faults.add(
                codes.KP108(key="kind"), Place(file, 1), hint=f"是不是把“{keys[0]}”写错了？" if keys else ""
            )
        else:
            self.faults.add(codes.KP110(found=found, expected="、".join(expected)), place_at(data, ("kind",), file))

    def _read(self, file: str) -> Map | None:
        text = self._text(file, self.faults)
        if text is None:
            return None
        self.texts[file] = text
        return self._parsed(text, file)

    def _parsed(self, text: str, file: str) -> Map | None:
        found = Faults()
        data = read_yaml(text, file, found)
        if data is None and self._partly:
            from dangjian_kaoping.source.salvage import salvaged

            return salvaged(text, file, self.faults)
        self.faults.extend(found)
        return data

    def _is_there(self, file: str) -> bool:
        """Whether something bears the name, be it no file or a link to nothing: then to read it tells why not."""
        return file in self._laid_over or os.path.lexists(self.path_of(file))

    def name_of(self, path: Path) -> str:
        """What a file is called in whatever is said of it: by its path from the workspace, outside by its whole one."""
        whole = path.absolute()
        inside = whole.is_relative_to(self.root)
        return as_told(whole.relative_to(self.root).as_posix() if inside else whole.as_posix())

    def path_of(self, file: str) -> Path:
        """Where the file is that is called so."""
        path = self.root / file
        return path if os.path.lexists(path) else self.root / as_stored(file)

    def sha256_of(self, file: str) -> str | None:
        """The SHA-256 of a file of the workspace, of whatever kind; None where there is none that can be read."""
        try:
            path = self.path_of(file)
            return hashlib.sha256(content_of(path, MOST_REGISTERED)).hexdigest() if self._inside(path) else None
        except (OSError, ValueError):
            return None

    def _text(self, file: str, faults: Faults) -> str | None:
        """The text of a file.

        A link out of the workspace is not followed; an absolute path is one that the user has named.
        """
        if file in self._laid_over:
            return self._laid_over[file]
        path = self.path_of(file)
        if not Path(file).is_absolute():
            inside = self._inside(path)
            if not inside or (path.is_symlink() and path.is_dir()):
                faults.add(codes.KP123(where="别的文件夹" if inside else "工作区外"), Place(file, 1))
                return None
            if path.is_symlink() and not path.exists():
                faults.add(codes.KP101(reason="链接指到的文件不存在"), Place(file, 1))
                return None
        return read_text(path, file, faults)

    def _files(self, folder: str, *, below: bool = True) -> list[str]:
        """The YAML files of a folder, by what they are called, in an order that no file system decides.

        And links that are not followed: to read them tells so, and nothing behind them is missed in silence.
        Of a file and its copy only the file.
        """
        key = (folder, below)
        if key not in self._known_files:
            listed = self._listed(folder, below=below)
            laid = [file for file in listed if file in self._laid_over]
            there = [file for file in listed if file not in self._laid_over]
            self._known_files[key] = sorted([*without_copies(there, self.path_of, self.faults), *laid])
        return self._known_files[key]

    def _listed(self, folder: str, *, below: bool = True) -> list[str]:
        found = [file for file in self._laid_over if file.startswith(f"{folder}/")]
        for where, folders, names in walked(self.root, folder, self.faults):
            folders[:] = sorted(each for each in folders if not passed_over(each)) if below else []
            paths = [where / name for name in names if is_yaml(name)]
            links = [path for path in (where / name for name in folders) if path.is_symlink()]
            found += [self.name_of(path) for path in (*paths, *links)]
        return sorted(set(found))

    def _inside(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(self._real_root)
