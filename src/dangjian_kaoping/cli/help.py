"""Help in Chinese, laid out by display width; typer's own words are English."""

from collections.abc import Mapping
from typing import Any

from dangjian_kaoping.render.layout import width_of, wrapped

_WIDTH = 88
_COLUMN = 26


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


def help_text(command: Any, context: Any, commands: Mapping[str, str] | None = None) -> str:
    """The help of a command, or of a group with its commands."""
    usage = command.get_usage(context).replace("Usage: ", "用法：").replace("[OPTIONS]", "[选项]")
    parts = [usage.replace("COMMAND [ARGS]...", "命令 …"), "\n".join(wrapped(command.help or "", _WIDTH))]
    if commands:
        parts.append("命令：\n" + _rows(list(commands.items())))
    arguments, options = [], []
    for parameter in command.get_params(context):
        text = getattr(parameter, "help", None) or ""
        if parameter.param_type_name == "argument":
            arguments.append((parameter.metavar or str(parameter.name).upper(), text))
        elif "--help" in parameter.opts:
            options.append(("-h, --help", "显示本说明"))
        else:
            value = "" if getattr(parameter, "is_flag", False) else f" {parameter.metavar or '值'}"
            options.append((", ".join(parameter.opts) + value, text))
    if arguments:
        parts.append("参数：\n" + _rows(arguments))
    parts.append("选项：\n" + _rows(options))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"
