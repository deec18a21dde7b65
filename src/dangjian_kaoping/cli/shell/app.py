"""The commands, and how the program ends."""

import os
import re
import sys
from collections.abc import Iterable
from typing import Any

import typer

from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.commands import COMMANDS, CommandEntry, built
from dangjian_kaoping.cli.shell.failure import (
    FINDINGS,
    INTERRUPTED,
    OWN_FAULT,
    UNREADABLE,
    USAGE,
    Misused,
    Stopped,
    placed,
    status_of,
)
from dangjian_kaoping.cli.shell.help import argument_name
from dangjian_kaoping.cli.shell.shells import SHELLS
from dangjian_kaoping.cli.shell.streams import UnsaidError, answer, prepare, tell, width
from dangjian_kaoping.diagnostics import nearest, perhaps
from dangjian_kaoping.place import as_told
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.source.files import reason_of
from dangjian_kaoping.version import VERSION

_ABOUT = "党支部量化考评：按考评细则评分、排名、说明每一分扣在哪里，并公布结果。"


def _version(asked: bool) -> None:
    if asked:
        answer(f"kaoping {VERSION}")
        raise typer.Exit


def _completion(shell: str | None) -> None:
    if shell is not None:
        answer(completion.script(shell))
        raise typer.Exit


def _program(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="显示版本"),
    shell: str | None = typer.Option(
        None,
        "--show-completion",
        metavar="外壳",
        callback=_completion,
        is_eager=True,
        help="显示补全用的脚本：bash、zsh、fish、powershell，怎样用见 README",
        autocompletion=lambda: list(SHELLS),
    ),
) -> None:
    _ = version, shell


def run(arguments: list[str]) -> int:
    """Run a command line and say with which status to leave (the statuses are those of `failure`)."""
    prepare()
    placed.clear()
    try:
        if completion.is_asked():
            completion.answer_shell(_built())
            return 0
        status = _answered(arguments)
        if status == INTERRUPTED:
            tell(f"已中断。{_standing()}")
        return status
    except UnsaidError as error:
        tell(f"结果没有写完：标准输出写不了（{reason_of(error.cause)}）。{_standing()}")
        return FINDINGS
    except Exception as error:
        # whatever the system refuses is no fault of ours
        known = isinstance(error, (OSError, MemoryError))
        if not completion.is_asked():  # whoever is typing wants no words in between
            tell(f"{_refused(error)}。{_standing()}") if known else _confess(error)
        return UNREADABLE if known else OWN_FAULT


def _refused(error: Exception) -> str:
    """What the system refuses, and why."""
    if isinstance(error, MemoryError):
        return "内存不够，做不完；请关掉别的程序再试，或按季度、按支部分开做"
    assert isinstance(error, OSError)
    name = os.fsdecode(error.filename) if isinstance(error.filename, (str, bytes)) else ""
    return f"{as_told(name)} 用不了：{reason_of(error)}" if name else f"做不下去：{reason_of(error)}"


def _built() -> Any:
    return built("kaoping", CommandEntry(_ABOUT, commands=COMMANDS), _program)


def _answered(arguments: list[str]) -> int:
    try:
        outcome = _built().main(arguments, prog_name="kaoping", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except Misused as slip:
        _tell_slip(as_told(str(slip)))
        return USAGE
    except (Stopped, SessionError) as stopped:
        from dangjian_kaoping.write.text.diagnostics import diagnostics_text

        tell(diagnostics_text(stopped.faults, stopped.texts, width(sys.stderr)))
        return status_of(stopped)
    except typer.TyperException as error:
        return _reworded(error, arguments)
    # without standalone mode typer gives back the status of an Exit, also that which it makes of Ctrl-C
    return outcome if isinstance(outcome, int) else 0


def _reworded(error: Any, arguments: Iterable[str]) -> int:
    """Typer's usage errors in Chinese."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else _command_path(arguments)
    if type(error).__name__ == "NoArgsIsHelpError":
        answer(str(error))
        return USAGE
    _tell_slip(as_told(_slip(error, context)) + f"\n用 {path} --help 看说明。")
    return USAGE


def _tell_slip(words: str) -> None:
    from dangjian_kaoping.write.toned import joined, toned

    tell(joined([toned("用法有误：", "error"), words]))


def _command_path(arguments: Iterable[str]) -> str:
    """The command that a command line begins with, for errors that do not say in which they were found."""
    path, commands = "kaoping", COMMANDS
    for word in arguments:
        if word not in commands:
            break
        path, commands = f"{path} {word}", commands[word].commands
    return path


def _slip(error: Any, context: Any) -> str:
    kind, message = type(error).__name__, str(getattr(error, "message", ""))
    parameter = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        name = argument_name(parameter) if parameter.param_type_name == "argument" else parameter.opts[0]
    if kind == "MissingParameter":
        return f"缺少 {name}。" if name.startswith("-") else f"缺少{name}。"
    if kind == "NoSuchOption":
        return f"没有 {error.option_name} 这个选项。{_like_option(error.option_name, context)}"
    if kind == "BadParameter":
        if message.startswith("没有“"):
            return f"{name} {message}"
        unknown = re.search(r"'(.*?)' is not one of", message)
        wrong = f"没有“{unknown[1]}”" if unknown else "不能这样写"
        return f"{name} {wrong}。{_choices(parameter)}" if parameter is not None else "有一个值不能这样写。"
    if "does not take a value" in message:
        return f"{getattr(error, 'option_name', '')} 后面不写值。"
    if "requires an argument" in message:
        return f"{getattr(error, 'option_name', '')} 后面要写一个值。"
    commands = list(getattr(getattr(context, "command", None), "entries", {}))
    if "No such command" in message:
        written = message.split("'")[1] if "'" in message else ""
        return f"没有“{written}”这个命令。{perhaps(written, commands)}有：{'、'.join(commands)}。"
    if "Missing command" in message:
        return f"后面要写一个命令：{'、'.join(commands)}。"
    if "unexpected extra argument" in message:
        return "多写了参数。"
    return str(error.format_message())


def _choices(parameter: Any) -> str:
    """What may be written: the choices themselves; of an option without any, what its help says."""
    kind = getattr(parameter, "type_descriptor", None) or getattr(parameter, "type", None)  # so called by typer 0.28
    choices = getattr(kind, "choices", None) or ()
    known = "、".join(str(getattr(each, "value", each)) for each in choices) or getattr(parameter, "help", None)
    return f"可写：{known}。" if known else ""


def _like_option(written: str, context: Any) -> str:
    """The command's option that was likely meant; the dashes make no two of them alike."""
    parameters = context.command.get_params(context) if context is not None else []
    known = [word.lstrip("-") for each in parameters for word in each.opts if word.startswith("--")]
    near = nearest(written.lstrip("-"), known)
    return f"是不是 --{near}？" if near else ""


def _confess(error: Exception) -> None:
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = place.filename.replace("\\", "/").rsplit("dangjian_kaoping/", 1)[-1]
    tell(
        f"程序自己出了错（{type(error).__name__}：{error}；{where}:{place.lineno}）。"
        f"{_standing() or '你的文件没有改动。'}请把这一行和所用的命令告诉维护的人。"
    )


def _standing() -> str:
    """The files that the command had written before it failed, if any."""
    return f"这些文件已经写好：{'、'.join(map(str, placed))}。" if placed else ""
