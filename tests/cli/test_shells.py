"""Nothing that is offered on Tab ever runs: by the shells themselves, as far as they are installed."""

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.laying import ROSTER
from dangjian_kaoping.cli.shell.shells import SHELLS, Typed, is_offerable, parsed

from .completing import offered
from .conftest import Command

pytestmark = pytest.mark.every(2)

BASH, ZSH, FISH = (shutil.which(shell) for shell in ("bash", "zsh", "fish"))

NAMES = [
    "$(touch ran)党支部",
    "`touch ran`党支部",
    "a; touch ran",
    "b && touch ran",
    "c | touch ran",
    "d > ran",
    'e"; touch ran; "',
    "f'; touch ran; '",
    "g\\党支部",
    "h\\",
    "i 支部  两个空格",
    "j!党支部!!",
    "k*?[ab]",
    "l{a,b}",
    "m~",
    "~",
    "#n",
    "=o",
    "p:支部=一",
    "q$HOME${HOME}",
    "“两优一先”‘甲’党支部",
    "r（一）、党支部",
    "s'‘’\"“”",
    "t@@u",
    "%TEMP%^&",
    "$'\\n'",
]
"""Names that a shell would read as something else."""


@pytest.fixture
def nasty(root: Path) -> Path:
    """A workspace whose branches are called so, and some as nobody can be offered."""
    more = ["换\n行", "制\x07表", "-x", "--help", "\u202e反"]
    lines = [
        f"  N{index:02}:\n    - {{from: 2018-01-01, name: {_yaml(name)}, class: 生产}}\n"
        for index, name in enumerate([*NAMES, *more])
    ]
    text = (root / ROSTER).read_text("utf-8")
    (root / ROSTER).write_text(text.rstrip("\n") + "\n" + "".join(lines), "utf-8")
    return root


def _yaml(text: str) -> str:
    import json

    return json.dumps(text, ensure_ascii=False).replace("\x07", "\\a").replace("\u202e", "\\u202e")


def _environment() -> dict[str, str]:
    return {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}


def _bash(root: Path, script: str) -> list[str]:
    assert BASH is not None
    script = 'eval "$(kaoping --show-completion bash)"\n' + script
    done = subprocess.run(
        [BASH, "-c", script], cwd=root, env=_environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return done.stdout.split("\0")[:-1]


@pytest.mark.whole
@pytest.mark.skipif(BASH is None, reason="没有 bash")
def test_what_bash_puts_into_the_line_is_the_name_and_nothing_else(nasty: Path) -> None:
    found = _bash(
        nasty,
        """
        COMP_WORDS=(kaoping explain ''); COMP_CWORD=2; COMP_LINE='kaoping explain '; COMP_POINT=16
        _kaoping_completion kaoping
        for offer in "${COMPREPLY[@]}"; do
            eval "set -- $offer"
            printf '%s\\0' "$#:$1"
        done
        """,
    )
    assert not (nasty / "ran").exists()
    names = [each.partition(":")[2] for each in found]
    assert {each.partition(":")[0] for each in found} == {"1"}
    assert [name for name in names if not name.isascii() or name in NAMES][:2] == ["发电部党支部", "机关党支部"]
    assert set(NAMES) <= set(names)
    assert not {"-x", "--help", "制\x07表", "换", "行", "\u202e反"} & set(names)


@pytest.mark.whole
@pytest.mark.skipif(BASH is None, reason="没有 bash")
def test_bash_without_the_line_asks_by_its_words(root: Path) -> None:
    script = """
        complete -p kaoping
        COMP_WORDS=(kaoping explain 机); COMP_CWORD=2
        _kaoping_completion kaoping
        printf '%s\\0' "${COMPREPLY[@]}"
    """
    assert _bash(root, script) == ["complete -o default -F _kaoping_completion kaoping\n机关党支部"]


def _typed(name: str, length: int, quote: str) -> str:
    """The beginning of a name as somebody types it: escaped, or after an opening quote."""
    begun = name[:length]
    if quote == "'":
        return quote + begun.replace("'", "'\\''")
    if quote == '"':
        return quote + "".join(f"\\{char}" if char in '$`"\\' else char for char in begun)
    return "".join(f"\\{char}" if char.isascii() and not char.isalnum() else char for char in begun)


BREAKS = " \t\n\"'><=;|&(:"
"""Where bash splits words unless it is told otherwise."""


@pytest.mark.whole
@pytest.mark.skipif(BASH is None, reason="没有 bash")
def test_however_far_a_name_is_typed_the_line_becomes_its_name(root: Path) -> None:
    """Each name, begun at every length, bare and within each quote: what bash makes of the whole line."""
    assert BASH is not None
    expected, lines = [], []
    bash = SHELLS["bash"]
    for name in NAMES:
        for quote in ("", "'", '"'):
            for length in range(len(name) + 1):
                begun = _typed(name, length, quote)
                if quote == '"' and "!" in name[:length]:
                    continue  # what it recalls is put into the line before
                _, typed = parsed(f"kaoping explain {begun}", bash.quotes, BREAKS)
                assert typed.value == name[:length]
                assert begun.endswith(typed.tail)
                kept = begun.removesuffix(typed.tail)
                offer = bash.offer(name, typed)
                closed = "" if quote and offer.endswith(quote) else quote
                lines.append(f"printf '%s\\0' {kept}{offer}{closed}")
                expected.append(name)
    done = subprocess.run([BASH], input="\n".join(lines), cwd=root, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    assert done.stdout.split("\0")[:-1] == expected
    assert not (root / "ran").exists()


def test_a_backslash_at_the_end_is_not_doubled() -> None:
    bash = SHELLS["bash"]
    _, typed = parsed("kaoping explain a\\", bash.quotes, BREAKS)
    assert bash.offer("a b", typed) == r"a\ b"


@pytest.mark.parametrize("typed", ["--branch=", "--branch=机", "-q 2021Q1 --branch="])
def test_a_value_may_follow_an_equals_sign(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    from dangjian_kaoping.cli.shell.shells import BREAKS as BREAKS_ASKED

    assert "--branch=机关党支部" in offered(kaoping, monkeypatch, f"score {typed}", "zsh")
    monkeypatch.setenv(BREAKS_ASKED, BREAKS)
    assert "机关党支部" in offered(kaoping, monkeypatch, f"score {typed}")


# the other shells, by the text that is made for them

READ = {
    "bash": {r"a\ b": "a b", "'a b": "a b", '"a\\$b\\c': "a$b\\c", "a'b c'd": "ab cd"},
    "fish": {r"'a\'b\\": "a'b\\", '"a\\"b': 'a"b', r"a\ b": "a b"},
    "powershell": {
        "'a''b": "a'b",
        "‘a’’b": "a’b",
        '"a`"b""c': 'a"b"c',
        "“a b": "a b",
        "a` b": "a b",
        "C:\\a": "C:\\a",
    },
}


@pytest.mark.parametrize(("shell", "word"), [(shell, word) for shell, words in READ.items() for word in words])
def test_a_word_is_read_as_the_shell_reads_it(shell: str, word: str) -> None:
    before, typed = parsed(f"kaoping  explain {word}", SHELLS[shell].quotes)
    assert (before, typed.value) == (["kaoping", "explain"], READ[shell][word])


@pytest.mark.whole
@given(st.sampled_from(["powershell", "pwsh"]), st.one_of(st.sampled_from(NAMES), st.text(min_size=1)))
def test_powershell_is_given_a_plain_word_or_one_in_quotes(shell: str, name: str) -> None:
    if not is_offerable(name, Typed(), "utf-8"):
        return
    offer, shown = SHELLS[shell].offer(name, Typed()).split("\t")
    assert shown == name
    words, typed = parsed(f"kaoping explain {offer}", SHELLS[shell].quotes)
    assert (words, typed.value, typed.quote) == (["kaoping", "explain"], name, "")
    if not offer.startswith("'"):
        # letters, digits and what means nothing in the middle of a word
        assert all(char.isalnum() or char in "_./-" for char in offer)
        assert not offer.startswith("-")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize("name", ["换\n行", "\t", "\x1b[31m", "", "\u202e", "\x7f", "-x"])
def test_what_no_line_can_hold_is_not_offered(shell: str, name: str) -> None:
    assert not is_offerable(name, Typed(), "utf-8")
    assert not is_offerable("𠮷", Typed(), "gbk")
    assert is_offerable("--branch", Typed("--b"), "utf-8")


# the shells themselves, at a terminal: Tab and Enter


class Terminal:
    """An interactive shell at a terminal, to which keys are sent; it is told apart by marks what it answers."""

    def __init__(self, root: Path, *command: str) -> None:
        self._pid, self._handle = pty.fork()
        if self._pid == 0:
            os.chdir(root)
            os.execvpe(  # noqa: S606 - the shell itself
                command[0], command, {**_environment(), "TERM": "dumb", "HISTFILE": "/dev/null", "LC_ALL": "C.UTF-8"}
            )
        self._seen = b""

    def press(self, keys: str) -> None:
        """Send keys."""
        os.write(self._handle, keys.encode())

    def until(self, mark: str) -> str:
        """What was shown until some text appears. Raises where the shell ends, or says nothing for half a minute."""
        while mark.encode() not in self._seen:
            ready, _, _ = select.select([self._handle], [], [], 30)
            assert ready, self._seen.decode(errors="replace")
            self._seen += os.read(self._handle, 4096)
        shown, _, self._seen = self._seen.partition(mark.encode())
        return shown.decode(errors="replace")

    def close(self) -> None:
        """End it."""
        os.close(self._handle)
        os.waitpid(self._pid, 0)


AT_A_TERMINAL = [name for name in NAMES if name[0] in os.environ.get("KAOPING_TABS", "aefj")]
"""Some of the names; bare and within either quote in turn."""
STARTS = {
    "bash": (BASH, ("--norc", "--noprofile", "-i"), "bind 'set bell-style none'"),
    "zsh": (ZSH, ("-f", "-i"), "autoload -Uz compinit; compinit -u -D; unsetopt BEEP LIST_BEEP"),
    "fish": (FISH, ("--no-config", "-i"), "function fish_prompt; end"),
}
TAUGHT = {
    "bash": ("PATH={}:$PATH", 'eval "$(kaoping --show-completion bash)"'),
    "zsh": ("PATH={}:$PATH", 'eval "$(kaoping --show-completion zsh)"'),
    "fish": ("set -x PATH {} $PATH", "kaoping --show-completion fish | source"),
}
SHIM = """#!/bin/sh
[ -n "$_KAOPING_COMPLETE" ] || [ "$1" = --show-completion ] && exec {real} "$@"
printf '<%s>' "$#" "$@" >> "$PWD/got"
echo >> "$PWD/got"
echo "do""ne"
"""
"""Answers Tab as the program does, and Enter by noting what it was given."""


@pytest.mark.whole
@pytest.mark.parametrize("shell", STARTS)
def test_tab_and_enter_run_nothing(nasty: Path, shell: str) -> None:
    """Names completed at their first letter, bare and in quotes, then Enter: the program gets the name itself."""
    program, options, start = STARTS[shell]
    if program is None:
        pytest.skip(f"没有 {shell}")
    (nasty / "shim").mkdir()
    shim = nasty / "shim/kaoping"
    shim.write_text(SHIM.format(real=Path(sys.executable).parent / "kaoping"))
    shim.chmod(0o755)
    path, teach = TAUGHT[shell]
    terminal = Terminal(nasty, program, *options)
    expected = []
    try:
        terminal.press(f"{path.format(shim.parent)}\n{start}\n{teach}\necho rea''dy\n")
        terminal.until("ready")
        for number, name in enumerate(AT_A_TERMINAL):
            terminal.press(f"kaoping explain {('', chr(39), chr(34))[number % 3]}{name[0]}\t\n")
            terminal.until("done")
            expected.append(f"<2><explain><{name}>")
    finally:
        terminal.close()
    assert (nasty / "got").read_text("utf-8").splitlines() == expected
    assert not (nasty / "ran").exists()
