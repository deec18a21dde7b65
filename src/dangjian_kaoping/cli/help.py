"""Help in Chinese, laid out by display width; typer's own words are English."""

from collections.abc import Iterator
from typing import Any

from typer.core import TyperCommand, TyperGroup

_WIDTH = 88
_COLUMN = 26


def cells(text: str) -> int:
    """Display width: a Han character or full-width sign takes two cells."""
    return sum(2 if ord(char) > 0x2E7F or char in "—…“”‘’·×÷" else 1 for char in text)


def _wrapped(text: str, room: int) -> Iterator[str]:
    line = ""
    for char in text:
        if char == "\n" or cells(line) + cells(char) > room:
            yield line
            line = "" if char in "\n " else char
        else:
            line += char
    yield line


def _rows(rows: list[tuple[str, str]]) -> str:
    lines = []
    for left, right in rows:
        first = "  " + left
        gap = _COLUMN - cells(first)
        wrapped = list(_wrapped(right, _WIDTH - _COLUMN))
        if gap < 2:
            lines.append(first)
            lines += [" " * _COLUMN + each for each in wrapped]
        else:
            lines.append(first + " " * gap + wrapped[0])
            lines += [" " * _COLUMN + each for each in wrapped[1:]]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _help_text(command: Any, context: Any) -> str:
    parts = [command.get_usage(context).replace("Usage: ", "用法：").replace("[OPTIONS]", "[选项]")]
    parts[0] = parts[0].replace("COMMAND [ARGS]...", "命令 …")
    parts.append("\n".join(_wrapped(command.help or "", _WIDTH)))
    if isinstance(command, TyperGroup):
        names = command.list_commands(context)
        known = [(name, command.get_command(context, name)) for name in names]
        parts.append("命令：\n" + _rows([(name, each.help or "") for name, each in known if each is not None]))
    arguments, options = [], []
    for parameter in command.get_params(context):
        text = getattr(parameter, "help", None) or ""
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar or str(parameter.name).upper(), text))
        elif "--help" in parameter.opts:
            options.append(("-h, --help", "显示本说明"))
        else:
            flag = getattr(parameter, "is_flag", False)
            value = "" if flag else f" {parameter.metavar or '值'}"
            options.append((", ".join(parameter.opts) + value, text))
    if arguments:
        parts.append("参数：\n" + _rows(arguments))
    parts.append("选项：\n" + _rows(options))
    return "\n\n".join(part.rstrip("\n") for part in parts)


class ChineseCommand(TyperCommand):
    """A command whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(_help_text(self, ctx) + "\n")


class ChineseGroup(TyperGroup):
    """A group of commands whose help is Chinese."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(_help_text(self, ctx) + "\n")

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which they are used."""
        return list(self.commands)
