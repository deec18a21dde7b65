"""`kaoping rubric diff --git` and `show --git`: rubrics as `git diff` and `git log -p` show them.

Git runs the first as a diff command, with the two texts as files, and the second to turn one text into
readable lines. Both answer in any case: a text that is no rubric is shown as it is.
"""

import difflib
import sys
from pathlib import Path

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.streams import SHOWN, answer
from dangjian_kaoping.compare.diff.documents import compare_documents
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.lines import lines_of
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.source.files import content_of
from dangjian_kaoping.write.layout import clean

_NOTHING = frozenset({"/dev/null", "nul"})
_WIDTH = 100


def git_diff(words: list[str]) -> None:
    """What git asks a diff command: path, old file, hash, mode, new file, hash, mode; of a rename also the new name."""
    _speak_utf8()
    if len(words) == 1:
        answer(f"{clean(words[0])} 还有没有解决的合并冲突。")
        return
    if len(words) not in (7, 9):
        raise Misused("--git 是给 git diff 调用的，不直接用；设置的办法见 docs/修订细则.md。")
    path, old, new = words[0], words[1], words[4]
    answer(f"细则 {clean(path)} 的修改：")
    texts = [None if each in _NOTHING else content_of(Path(each)) for each in (old, new)]
    before, after = (None if text is None else _version(text, path) for text in texts)
    found = None if before is None or after is None else compare_documents(before, after, (), said)
    if found is not None:
        from dangjian_kaoping.write.text.diff import diff_text

        answer(diff_text(found, found.changes, _WIDTH) if found.changes else "只改了注释或写法，没有变化。")
        return
    one, other = ((text or b"").decode(errors="replace").splitlines() for text in texts)
    answer("\n".join(map(clean, difflib.unified_diff(one, other, path, path, lineterm=""))))


def git_show(file: str) -> None:
    """One text as readable lines."""
    _speak_utf8()
    content = content_of(Path(file))
    version = _version(content, file)
    if version is None:
        answer(content.decode(errors="replace"))
    elif isinstance(version.document, Rubric):
        from dangjian_kaoping.write.text.rubric import rubric_show

        answer(rubric_show(version.document, _WIDTH))
    else:
        from dangjian_kaoping.write.text.reward_policy import policy_show

        answer(policy_show(version.document, _WIDTH))


def _version(content: bytes, path: str) -> Version | None:
    """The rubric or the reward policy in some bytes; None where they hold neither."""
    loader = Loader(Path())
    document = loader.document_in(content, path)
    if not isinstance(document, (Rubric, RewardPolicy)):
        return None
    return Version(document, path, lines_of(loader.texts[path], path))


def _speak_utf8() -> None:
    """Git shows what it is given, and its texts are UTF-8 whatever the console's encoding."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=SHOWN)
