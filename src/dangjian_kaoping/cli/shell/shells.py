"""外壳: the script by which each shell asks what may stand next, and how it is told.

A name from a file may hold whatever a shell would run, `$(…)` or `;`. What is offered is quoted, by us for bash and
PowerShell, which put it into the line as it is, by zsh and fish themselves. Nothing that we answer is ever evaluated.
The shells hand over the line up to the cursor; what was typed is read as they read it, quotes and all.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

PROGRAM = "kaoping"
ASKED, LINE, BREAKS = "_KAOPING_COMPLETE", "_KAOPING_LINE", "_KAOPING_BREAKS"
"""The environment variables by which a shell asks: who it is, the line, and the characters at which bash splits it."""

_BASH = """\
_kaoping_completion() {
    local IFS=' '
    local line="${COMP_WORDS[*]:0:COMP_CWORD+1}" offer
    [ -n "${COMP_LINE-}" ] && line="${COMP_LINE:0:COMP_POINT}"
    COMPREPLY=()
    while IFS= read -r offer; do
        COMPREPLY+=("$offer")
    done < <(_KAOPING_COMPLETE=bash _KAOPING_LINE="$line" _KAOPING_BREAKS="${COMP_WORDBREAKS-}" "$1" 2>/dev/null)
}
complete -o default -F _kaoping_completion kaoping"""
_ZSH = """\
#compdef kaoping
_kaoping_completion() {
    local -a offers
    offers=("${(@f)$(_KAOPING_COMPLETE=zsh _KAOPING_LINE="${(j: :)words[1,CURRENT]}" kaoping 2>/dev/null)}")
    if [[ -n "${offers[1]}" ]]; then
        compadd -- "${offers[@]}"
    else
        _files
    fi
}
compdef _kaoping_completion kaoping"""
_FISH = """\
function _kaoping_completion
    set -lx _KAOPING_COMPLETE fish
    set -lx _KAOPING_LINE (commandline -cp | string collect)
    set -l offers (kaoping 2>/dev/null)
    if count $offers >/dev/null
        printf '%s\\n' $offers
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command kaoping --no-files --arguments '(_kaoping_completion)'"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName kaoping -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $line = $commandAst.ToString()
    $length = $cursorPosition - $commandAst.Extent.StartOffset
    if ($length -lt $line.Length) { $line = $line.Substring(0, $length) }
    elseif ($length -gt $line.Length) { $line += ' ' }
    $env:_KAOPING_COMPLETE = 'powershell'
    $env:_KAOPING_LINE = $line
    try {
        kaoping 2>$null | ForEach-Object {
            $offer, $name = $_ -split "`t"
            [System.Management.Automation.CompletionResult]::new($offer, $name, 'ParameterValue', $name)
        }
    } finally {
        Remove-Item Env:_KAOPING_COMPLETE, Env:_KAOPING_LINE
    }
}"""


class Typed(NamedTuple):
    """The word at the cursor: what it means so far, and the open quote in which the cursor stands, if any.

    `tail` is what bash replaces of it: from the last character on at which bash splits words, as it was typed.
    """

    value: str = ""
    quote: str = ""
    tail: str = ""


class _Quotes(NamedTuple):
    """How a shell reads a line: its quotes and its escape, and where that counts."""

    single: str = "'"
    double: str = '"'
    escape: str = "\\"
    escaped_in_single: str = ""
    escaped_in_double: str | None = '$`"\\'
    """What the escape makes of itself there; None: anything."""
    doubled: bool = False
    """Whether a quote that is written twice within its like stands for itself."""


class Shell(NamedTuple):
    """A shell: its script, how it reads, and a line of the answer for a name that begins as the word that was typed."""

    script: str
    quotes: _Quotes
    offer: Callable[[str, Typed], str]


def parsed(line: str, quotes: _Quotes, breaks: str = "") -> tuple[list[str], Typed]:
    """The words of a line before the one at its end, and that one."""
    words: list[str] = []
    value, quote, tail, begun = "", "", "", False
    index = 0
    while index < len(line):
        char, after = line[index], line[index + 1 : index + 2]
        kind = "" if not quote else quotes.single if quote in quotes.single else quotes.double
        if after and _is_escaped(char, after, kind, quotes):
            value, tail, begun = value + after, tail + char + after, True
            index += 1
        elif quote and char in kind:
            quote, tail = "", "" if char in breaks else tail + char
        elif quote:
            value, tail = value + char, tail + char
        elif char in quotes.single + quotes.double:
            quote, tail, begun = char, "", True
        elif char in " \t\n":
            words += [value] if begun else []
            value, tail, begun = "", "", False
        elif char != quotes.escape:  # one at the very end escapes nothing yet
            value, tail, begun = value + char, "" if char in breaks else tail + char, True
        index += 1
    return words, Typed(value, quote, tail)


def _is_escaped(char: str, after: str, kind: str, quotes: _Quotes) -> bool:
    """Whether a character takes from the next one what it would else mean; `kind` are the quotes they stand within."""
    if kind and quotes.doubled and char in kind and after in kind:
        return True
    if char != quotes.escape:
        return False
    escapable = None if not kind else quotes.escaped_in_single if kind == quotes.single else quotes.escaped_in_double
    return escapable is None or after in escapable


def _as_it_is(name: str, _: Typed) -> str:
    return name


_SPECIAL = re.compile(r"[^\w@%+./:,=-]", re.ASCII)


def _for_bash(name: str, typed: Typed) -> str:
    """What was typed, and the rest of the name as it has to stand after that."""
    rest = name[len(typed.value) :]
    match typed.quote:
        case "'":
            rest = rest.replace("'", r"'\''")
        case '"':
            # within quotes nothing keeps `!` from recalling an earlier line
            rest = re.sub(r'([$`"\\])', r"\\\1", rest).replace("!", '"\\!"')
        case _:
            rest = _SPECIAL.sub(lambda found: found[0] if found[0] > "\x7f" else "\\" + found[0], rest)
    whole = typed.tail + rest
    # where such a quote stands before the cursor already, bash does not write the one that closes
    return whole + typed.quote if whole.endswith(typed.quote) or not whole else whole


_CURLY_SINGLE, _CURLY_DOUBLE = "‘’‚‛", "“”„"
"""PowerShell takes them for quotes, and names of ours have them."""


def _for_powershell(name: str, _: Typed) -> str:
    """The name, in quotes where it is not a plain word, and as it is read, which the menu shows."""
    plain = re.fullmatch(r"[\w./-]+", name)
    return f"{name if plain else _quoted(name)}\t{name}"


def _quoted(name: str) -> str:
    return "'" + re.sub(f"(['{_CURLY_SINGLE}])", r"\1\1", name) + "'"


_FOR_POWERSHELL = Shell(
    _POWERSHELL,
    _Quotes("'" + _CURLY_SINGLE, '"' + _CURLY_DOUBLE, "`", escaped_in_double=None, doubled=True),
    _for_powershell,
)
SHELLS = {
    "bash": Shell(_BASH, _Quotes(), _for_bash),
    "zsh": Shell(_ZSH, _Quotes(), _as_it_is),
    "fish": Shell(_FISH, _Quotes(escaped_in_single="'\\", escaped_in_double='$"\\'), _as_it_is),
    "powershell": _FOR_POWERSHELL,
    "pwsh": _FOR_POWERSHELL,
}


def is_offerable(name: str, typed: Typed, encoding: str) -> bool:
    """Whether a name can be offered: in one line, in what the shell can read, and not taken for an option."""
    try:
        name.encode(encoding)
    except UnicodeEncodeError:
        return False
    return name.isprintable() and bool(name) and name.startswith("-") <= typed.value.startswith("-")
