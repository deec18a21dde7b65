"""细则测试: the cases of rubrics and reward policies, found, held against what they are about, and run."""

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.cases.run import Outcome, run_cases
from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.rubric.cases import check_cases
from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.checks.rubric.reward import check_rules
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking, codes, perhaps
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.cases import Case, Cases
from dangjian_kaoping.model.reward import RewardRules
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import Reading, roster_of


class Tested(NamedTuple):
    """What became of the cases, each with its file; `waiting` is how many are not to be run yet, `open` those of which
    is still to be written what must come out. `remarks` are what checks say of the items of the documents themselves,
    where that keeps nothing from being scored. `unread` is what keeps the cases of a file from being run, whatever
    those of the other files say; `texts` are the files that were read, by their names.
    """

    outcomes: list[tuple[str, Outcome]]
    waiting: int
    open: list[tuple[str, Case]]
    remarks: list[Diagnostic]
    unread: list[Diagnostic]
    texts: Mapping[str, str]

    @property
    def passed(self) -> bool:
        """Whether every case came out as expected."""
        return all(outcome.passed for _, outcome in self.outcomes)


def test_all(root: Path) -> Tested:
    """Run all cases of a workspace. Raises SessionError where its roster or versions cannot be read."""
    return _Testing(Loader(root)).run(None)


def test_files(folder: Path, paths: Iterable[Path]) -> Tested:
    """Run the cases of some files, which need no workspace around them: a clause can be tried anywhere."""
    loader = Loader(workspace_root(folder) or folder)
    return _Testing(loader).run([loader.name_of(path) for path in paths])


def test_version(root: Path, version: str) -> Tested:
    """Run the cases of a workspace that try a version of its rubric. Raises SessionError where one cannot be run."""
    testing = _Testing(Loader(root))
    tested = testing.run([file for file, cases in testing.loader.cases() if cases.rubric == version])
    if tested.unread:
        raise SessionError(tested.unread, tested.texts)
    return tested


def check_all_cases(root: Path) -> tuple[list[Diagnostic], Mapping[str, str]]:
    """What keeps cases of a workspace from being run, and the files that were read; no fault of the versions is told,
    which have checks of their own, and nothing is run.
    """
    return _Testing(Loader(root)).checked()


class _Testing:
    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        # what is wrong with the cases of one file keeps those of another from nothing
        self.reading = Reading(Loader(loader.root))
        self.faults = Faults()
        self.unread = Faults()

    def run(self, files: list[str] | None) -> Tested:
        documents = list(self.loader.cases(files))
        self.unread.extend(self.loader.faults)
        outcomes: list[tuple[str, Outcome]] = []
        waiting = 0
        still_open: list[tuple[str, Case]] = []
        for file, cases in documents:
            about = self._about(cases)
            if about is None:
                continue
            rubric, rules = about
            classes = () if cases.rubric is None else roster_of(self.reading.issued()).classes
            outcomes += [(file, outcome) for outcome in run_cases(cases, rubric, rules, classes)]
            waiting += sum(case.later is not None for case in cases.cases)
            still_open += [(file, case) for case in cases.cases if case.is_open and case.later is None]
        stopping = blocking(self.faults)
        self.unread.extend(stopping)
        remarks = [each for each in self.faults if each.severity != "info" and each not in stopping]
        texts = {**self.reading.loader.texts, **self.loader.texts}
        return Tested(outcomes, waiting, still_open, remarks, list(self.unread), texts)

    def checked(self) -> tuple[list[Diagnostic], Mapping[str, str]]:
        documents = list(self.loader.cases())
        self.unread.extend(self.loader.faults)
        with contextlib.suppress(SessionError):  # of the versions
            for _, cases in documents:
                self._about(cases)
        self.unread.extend(blocking(self.faults))
        return [each for each in self.unread if each.place.file in self.loader.texts], self.loader.texts

    def _about(self, cases: Cases) -> tuple[Rubric, RewardRules | None] | None:
        """What the cases of a document are about; None where that, or what they expect of it, is not sound."""
        rubric, rules = self._rubric(cases), self._rules(cases)
        asks_rules = cases.reward is not None or cases.policy is not None
        if rubric is None or (rules is None and asks_rules) or not self._is_sound(check_cases(cases, rubric)):
            return None
        return rubric, rules

    def _rubric(self, cases: Cases) -> Rubric | None:
        """The rubric that the cases are about, if it is sound; a hole that is only reported does not matter."""
        if cases.rubric is None:
            own = cases.own_rubric()
            # what is tried out has no department or roster of its own to answer to
            told = check_rubric(own, None)
            self.faults.extend(told)
            if own.by_item:
                # cases of a version, or of a policy, have no texts to be read: those of a version are read by `check`
                from dangjian_kaoping.grammar.saying import said

                self.faults.extend(check_agreement(own, said))
            return None if blocking(told) else own
        versions = self.reading.issued().rubrics
        found = next((each for each in versions if each.version == cases.rubric), None)
        if found is None:
            self._blame_version(cases, "rubric", cases.rubric, [each.version for each in versions])
            return None
        told = check_rubric(found, self.reading.loader.roster())
        # the rest is told by `check`
        self.faults.extend(blocking(told))
        return None if blocking(told) else found

    def _rules(self, cases: Cases) -> RewardRules | None:
        """The rules of the reward policy that the cases are about, if they are sound."""
        if cases.policy is not None and not self._is_sound(check_rules(cases.policy)):
            return None
        if cases.reward is None:
            return cases.policy
        workspace = self.reading.issued()
        found = next((each for each in workspace.policies if each.version == cases.reward), None)
        if found is None:
            self._blame_version(cases, "reward", cases.reward, [each.version for each in workspace.policies])
            return None
        sound = self._is_sound(check_policies(workspace.policies, workspace.roster, workspace.rubrics))
        return found if sound else None

    def _is_sound(self, faults: Faults) -> bool:
        """Whether there is nothing of what keeps no round from being scored, but money from being paid."""
        sound = not any(each.severity == "error" for each in faults)
        if not sound:
            self.unread.extend(faults)
        return sound

    def _blame_version(self, cases: Cases, key: str, version: str, known: list[str]) -> None:
        fault = codes.KP410(version=version, known="、".join(known) or "没有一版")
        self.faults.add(fault, cases.place_of(key), hint=perhaps(version, known))
