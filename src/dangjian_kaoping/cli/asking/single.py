"""Check documents by themselves: a file outside the workspace, or standard input from an editor."""

import sys
from pathlib import Path

from dangjian_kaoping.checks.rubric.policies import check_policy
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.checks.seal.seal import check_seals_themselves
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.source.files import MOST_BYTES

STDIN = "-"


def check_single(folder: Path | None, paths: list[Path] | None) -> tuple[Loader, Faults]:
    """The faults of single documents; of a rubric or a seal also those that it has by itself.

    Records are held against nothing but their own form: what they mean depends on their workspace.
    """
    start = (folder or Path.cwd()).absolute()
    root = workspace_root(start)
    loader = Loader(root or start, partly=True)
    roster = loader.roster() if root is not None else None
    faults = Faults()
    if paths is None:
        # closed, it holds nothing
        content = b"" if sys.stdin is None else sys.stdin.buffer.read(MOST_BYTES + 1)
        documents = [loader.document_in(content, STDIN)]
    else:
        documents = [loader.any_document(loader.name_of(path)) for path in paths]
    for document in documents:
        if isinstance(document, Rubric):
            faults.extend(check_rubric(document, roster))
        elif isinstance(document, Seals):
            faults.extend(check_seals_themselves(document))
        elif isinstance(document, RewardPolicy):
            faults.extend(check_policy(document, roster, ()))
    faults.extend(loader.faults)
    if not len(faults):
        tell(f"检查了 {len(documents)} 份文件，没有发现问题。")
    return loader, faults
