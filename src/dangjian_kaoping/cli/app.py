"""The commands, and how the program ends."""

import sys
from typing import Any

import typer

from dangjian_kaoping import __version__
from dangjian_kaoping.cli import cases, check, codes, explain, rank, rubric, score
from dangjian_kaoping.cli.failure import OWN_FAULT, USAGE, Misused, Stopped
from dangjian_kaoping.cli.help import ChineseCommand, ChineseGroup
from dangjian_kaoping.cli.streams import answer, close_quietly, prepare, tell

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    name="kaoping",
    cls=ChineseGroup,
    help="党支部量化考评：按考评细则评分、排名、说明每一分扣在哪里，并公布结果。",
    rich_markup_mode=None,
    add_completion=False,
    context_settings=SETTINGS,
)
rubrics = typer.Typer(
    cls=ChineseGroup, help="查看考评细则。", rich_markup_mode=None, add_completion=False, context_settings=SETTINGS
)


def _version(asked: bool) -> None:
    if asked:
        answer(f"kaoping {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="显示版本"),
) -> None:
    _ = version


def _command(group: typer.Typer, name: str, function: Any, help_text: str) -> None:
    group.command(name, cls=ChineseCommand, help=help_text, context_settings=SETTINGS)(function)


_command(app, "check", check.check, "检查细则和记录能不能计分，一次列出所有问题")
_command(app, "score", score.score, "各支部的得分")
_command(app, "explain", explain.explain, "一个支部的分是怎么来的，扣在哪里、为什么、怎样改")
_command(app, "rank", rank.rank, "排名；用 --publish 写成 Excel 工作簿")
_command(app, "codes", codes.codes, "各种检查代码的说明")
app.add_typer(rubrics, name="rubric")
_command(rubrics, "list", rubric.list_versions, "有哪些版本")
_command(rubrics, "show", rubric.show, "看一版细则，或印成 Markdown 表格")
_command(rubrics, "check", rubric.check, "只检查细则，不看记录")
_command(rubrics, "test", cases.test, "运行细则测试：给出事实，核对得分")
_command(rubrics, "schema", rubric.schema, "细则文件的 JSON Schema，供编辑器提示")


def run(arguments: list[str]) -> int:
    """Run a command line and say with which status to leave (DESIGN.md, section 7)."""
    prepare()
    try:
        status = _answered(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # the reader has seen enough
        close_quietly()
        return 0
    return status


def _answered(arguments: list[str]) -> int:
    try:
        outcome = app(arguments, standalone_mode=False)
    except typer.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, typer.Abort):
        tell("已中断。")
        return 130
    except Misused as slip:
        tell(f"用法有误：{slip}")
        return USAGE
    except Stopped as stopped:
        from dangjian_kaoping.render.diagnostics_text import diagnostics_text

        tell(diagnostics_text(stopped.faults, stopped.texts))
        return stopped.status
    except typer.TyperException as error:
        return _reworded(error)
    except BrokenPipeError:
        raise
    except Exception as error:
        _confess(error)
        return OWN_FAULT
    return outcome if isinstance(outcome, int) else 0


def _reworded(error: Any) -> int:
    """Typer's usage errors in Chinese."""
    kind = type(error).__name__
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "kaoping"
    if kind == "NoArgsIsHelpError":
        answer(context.get_help())
        return USAGE
    parameter = getattr(error, "param", None)
    name = ""
    if parameter is not None:
        name = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
    if kind == "MissingParameter":
        words = f"缺少{name}。"
    elif kind == "NoSuchOption":
        near = "、".join(sorted(error.possibilities or []))
        words = f"没有 {error.option_name} 这个选项。" + (f"是不是 {near}？" if near else "")
    elif kind == "BadParameter":
        words = f"{name} 的值不对。" + _choices(parameter)
    elif "requires an argument" in error.message:
        words = f"{getattr(error, 'option_name', '')} 后面要写一个值。"
    elif "No such command" in error.message:
        commands = getattr(context.command, "commands", {}) if context is not None else {}
        words = f"没有这个命令：{error.message.split(chr(39))[1] if chr(39) in error.message else ''}。有：{'、'.join(commands)}。"
    elif "unexpected extra argument" in error.message:
        words = "多写了参数。"
    else:
        words = error.format_message()
    tell(f"用法有误：{words}\n用 {path} --help 看说明。")
    return USAGE


def _choices(parameter: Any) -> str:
    choices = getattr(getattr(parameter, "type", None), "choices", None)
    return f"可写：{'、'.join(str(getattr(each, 'value', each)) for each in choices)}。" if choices else ""


def _confess(error: Exception) -> None:
    import traceback

    place = traceback.extract_tb(error.__traceback__)[-1]
    where = place.filename.replace("\\", "/").rsplit("dangjian_kaoping/", 1)[-1]
    tell(
        f"程序自己出了错（{type(error).__name__}：{error}；{where}:{place.lineno}）。"
        "你的文件没有改动。请把这一行和所用的命令告诉维护的人。"
    )
