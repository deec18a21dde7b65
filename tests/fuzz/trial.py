"""One input through the real path, and what must hold of the answer whatever the input is."""

import time
from pathlib import Path

from checks.laying import TODAY
from dangjian_kaoping.cases.run import run_cases
from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.judgement import check_severities, judged
from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.checks.rubric.reward import check_rules
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.checks.seal.seal import compared_by
from dangjian_kaoping.checks.workspace import check_workspace
from dangjian_kaoping.diagnostics import Faults, blocking, catalogue
from dangjian_kaoping.engine.money.reward import score_reward
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Cases
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.write.json.reward import reward_json
from dangjian_kaoping.write.json.score import score_json
from dangjian_kaoping.write.text.diagnostics import diagnostics_text

MOST_SECONDS = 1.0


class Failed(AssertionError):  # noqa: N818 - it is what is found, not an error of the fuzzer
    """What must hold does not; the words say what."""


def run_workspace(root: Path) -> tuple[Faults, bool]:
    """All that `check` finds in a workspace, and whether its last round could be scored; then it is."""
    loader = Loader(root)
    found = loader.workspace(sealed=True)
    waivers = loader.waivers()
    raw = Faults()
    raw.extend(loader.faults)
    if found.roster is not None:
        raw.extend(check_workspace(found, TODAY))
        for rubric in found.rubrics:
            raw.extend(check_agreement(rubric, said))
    if found.settings is not None:
        raw.extend(check_severities(found.settings))
    severities = {} if found.settings is None else found.settings.severities
    faults = judged(raw, severities, waivers, TODAY, whole=not found.unread, guarded=compared_by(found))
    _assert_sound(faults, loader)
    return faults, not blocking(raw) and _score(found)


def _score(found: Workspace) -> bool:
    quarter = max(found.rounds, default=None)
    rubric = None if quarter is None else found.rubric_in_force(quarter)
    if quarter is None or rubric is None or found.roster is None or not found.rounds[quarter].inspections:
        return False
    if blocking(check_scorable(found, rubric, found.rounds[quarter])):
        raise Failed("check finds nothing in the round, and score would refuse it")
    earlier = [each for each in found.rounds.values() if each.quarter < quarter]
    try:
        result = score_round(rubric, found.roster, found.rounds[quarter], earlier, found.rubrics)
        score_json(result)
        _pay(found, result)
    except Refusal:
        return False
    return True


def _pay(found: Workspace, result: RoundResult) -> None:
    """The money of a round, where the policies are sound and the round is not provisional."""
    policy = found.policy_in_force(result.quarter)
    faults = check_policies(found.policies, found.roster, found.rubrics)
    if policy is not None and result.complete and not any(each.severity == "error" for each in faults):
        reward_json(score_reward(policy, result))


def run_cases_document(root: Path, file: str) -> tuple[Faults, bool]:
    """A document of cases: read, its rubric checked, its cases run where that is sound."""
    loader = Loader(root)
    document = loader.any_document(file)
    faults = Faults()
    faults.extend(loader.faults)
    own = isinstance(document, Cases) and document.rubric is None and document.reward is None
    if isinstance(document, Cases) and own:
        rubric = document.own_rubric()
        faults.extend(check_rubric(rubric, None))
        faults.extend(check_agreement(rubric, said))
        told = list(check_rules(document.policy)) if document.policy is not None else []
        faults.extend(told)
        if not blocking(faults) and not any(each.severity == "error" for each in told):
            for outcome in run_cases(document, rubric, document.policy):
                faults.extend(outcome.actual.faults)
    _assert_sound(faults, loader)
    return faults, own and not blocking(faults)


def _assert_sound(faults: Faults, loader: Loader) -> None:
    lines = {file: text.split("\n") for file, text in loader.texts.items()}
    for fault in faults:
        if fault.code not in catalogue():
            raise Failed(f"{fault.code} is no code")
        if not fault.message or not fault.mend:
            raise Failed(f"{fault.code} has no words")
        file, line, column = fault.place
        path = loader.root / file
        if file not in lines:
            # what could not be decoded, and what is a folder or missing, has no text to stand in
            unread = path.is_file() and fault.code in ("KP101", "KP102")
            most = path.read_bytes().count(b"\n") + 1 if unread else 1
            if line > most or (line and path.is_dir()):
                raise Failed(f"{fault.code} at {fault.place}, which is not in the file")
            continue
        if not 1 <= line <= len(lines[file]) or not 1 <= column <= len(lines[file][line - 1]) + 1:
            raise Failed(f"{fault.code} at {fault.place}:{column}, which is not in the file")
    diagnostics_text(faults, loader.texts, 100)


def timed(root: Path, file: str) -> tuple[float, Faults, bool]:
    """One trial and how long it took. Raises Failed, or whatever the program lets escape."""
    begin = time.process_time()
    faults, scored = run_cases_document(root, file) if file.startswith("cases/") else run_workspace(root)
    seconds = time.process_time() - begin
    if seconds > MOST_SECONDS:
        raise Failed(f"took {seconds:.2f} s")
    return seconds, faults, scored
