"""Help in Chinese, laid out by display width; typer's own words are English."""

from collections.abc import Mapping
from typing import Any

from dangjian_kaoping.write.layout import to_left, width_of, wrapped

_WIDTH = 88
_COLUMN = 26
_EXAMPLE = 56


def _rows(rows: list[tuple[str, str]]) -> str:
    lines = []
    for left, right in rows:
        first = "  " + left
        gap = _COLUMN - width_of(first)
        words = wrapped(right, _WIDTH - _COLUMN)
        if gap < 2:
            lines.append(first)
            lines += [" " * _COLUMN + each for each in words]
        else:
            lines.append(first + " " * gap + words[0])
            lines += [" " * _COLUMN + each for each in words[1:]]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _examples(examples: Mapping[str, str]) -> str:
    """Each with what it does, below it where there is no room."""
    widest = max((width_of(line) for line, words in examples.items() if _fits(line, words)), default=0)
    lines = []
    for line, words in examples.items():
        if _fits(line, words):
            lines.append(f"  {to_left(line, widest)}  {words}")
        else:
            lines += [f"  {line}", f"      {words}"]
    return "\n".join(lines) + "\n"


def _fits(line: str, words: str) -> bool:
    return width_of(line) <= _EXAMPLE and width_of(words) <= _WIDTH - _EXAMPLE - 4


def argument_name(parameter: Any) -> str:
    """What an argument is called."""
    return parameter.metavar or str(parameter.name).upper()


def _usage(command: Any, context: Any, *, grouped: bool) -> str:
    """`用法：kaoping explain [选项] 支部 [项目]`: what may be left out stands in brackets."""
    arguments = [_bracketed(each) for each in command.get_params(context) if each.param_type_name == "argument"]
    return " ".join(["用法：" + context.command_path, "[选项]", *arguments, *(["命令 …"] if grouped else [])])


def _bracketed(argument: Any) -> str:
    word = argument_name(argument) + ("…" if argument.nargs == -1 else "")
    return word if argument.required else f"[{word}]"


def help_text(command: Any, context: Any, commands: Mapping[str, str] | None = None) -> str:
    """The help of a command, or of a group with its commands."""
    from dangjian_kaoping.cli.shell.examples import EXAMPLES

    parts = [_usage(command, context, grouped=bool(commands)), "\n".join(wrapped(command.help or "", _WIDTH))]
    if commands:
        parts.append("命令：\n" + _rows(list(commands.items())))
    arguments, options = [], []
    for parameter in command.get_params(context):
        if getattr(parameter, "hidden", False):
            continue
        text = getattr(parameter, "help", None) or ""
        if parameter.param_type_name == "argument":
            arguments.append((_bracketed(parameter), text))
        elif "--help" in parameter.opts:
            options.append(("-h, --help", "显示本说明"))
        else:
            value = "" if getattr(parameter, "is_flag", False) else f" {parameter.metavar or '值'}"
            options.append((", ".join(parameter.opts) + value, text))
    if arguments:
        parts.append("参数：\n" + _rows(arguments))
    parts.append("选项：\n" + _rows(options))
    program, _, path = context.command_path.partition(" ")
    parts.append("例：\n" + _examples({f"{program} {line}": words for line, words in EXAMPLES[path].items()}))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"
