"""The table of commands. A command's module is imported when the command is run: start-up counts."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import CompletionItem, TyperCommand, TyperGroup  # type: ignore[attr-defined]

from dangjian_kaoping.cli.files import locking
from dangjian_kaoping.cli.shell.help import help_text
from dangjian_kaoping.cli.shell.streams import answer

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


class CommandEntry(NamedTuple):
    """A command: where its function is, and what it does; or a group of further commands."""

    help: str
    function: str = ""
    commands: Mapping[str, "CommandEntry"] = {}


COMMANDS: Mapping[str, CommandEntry] = {
    "init": CommandEntry("新建工作区：名册、细则、第一个季度，马上可以检查和排名", "init:init"),
    "check": CommandEntry("检查细则和记录能不能计分，一次列出所有问题", "check:check"),
    "score": CommandEntry("各支部的得分", "score:score"),
    "explain": CommandEntry("一个支部的分是怎么来的，扣在哪里、为什么、怎样改", "explain:explain"),
    "rank": CommandEntry("排名；用 --publish 写成工作簿、网页、通报", "rank:rank"),
    "feedback": CommandEntry("反馈单：每个支部一份，扣在哪里、整改能回几分、整改回执；一年的也有", "feedback:feedback"),
    "seal": CommandEntry("封存一轮已经公布的结果，以后谁改了依据都查得出来", "seal:seal"),
    "publish": CommandEntry("登记公布出去的文件：哪一份、哪一天、公布在哪里", "publish:publish"),
    "objections": CommandEntry("一轮的异议：没有处理的、逾期的、已经决定的", "objections:objections"),
    "verify": CommandEntry(
        "核对公布的文件：工作簿的每个数是不是还由细则和记录得出，别的是不是登记过的那一份", "verify:verify"
    ),
    "status": CommandEntry("一轮的进度：什么齐了，什么还缺，下一步做什么", "status:status"),
    "site": CommandEntry("网站：给内网看的各轮结果、各支部情况、问题整改和考评细则", "site:site"),
    "trend": CommandEntry("各轮综合得分的走势；用 --self 看自评与检查的差距", "trend:trend"),
    "gap": CommandEntry("自评对照：自评与检查差多少，自己的问题看不看得见", "gap:gap"),
    "confidence": CommandEntry("末位稳不稳：哪几条检查记录差一步，末位（第一名、等次）就要换", "confidence:confidence"),
    "fairness": CommandEntry(
        "现行细则施行以来：从未扣分的条款，各支部都扣分的条款，各类支部的平均，自评与检查", "fairness:fairness"
    ),
    "burden": CommandEntry("支部负担：各版细则要的备查材料、自评表、受检和记录", "burden:burden"),
    "ledger": CommandEntry("整改台账：发现、期限、复查、销号", "ledger:ledger"),
    "tasks": CommandEntry("任务清单：做什么、什么时候做完、什么标准、谁来检查", "tasks:tasks"),
    "form": CommandEntry(
        "表：检查表、自评表、复查表，发下去填",
        commands={
            "inspection": CommandEntry("检查表：每个部室一份，也可以只写几个支部的", "form:inspection"),
            "self": CommandEntry("自评表：每个支部每月（每季）一份", "form:own"),
            "followup": CommandEntry("复查表：每个部室一份，列出没有销号的问题", "form:followup"),
        },
    ),
    "import": CommandEntry("导入交回来的表：检查表、自评表、复查表", "importing:import_forms"),
    "reward": CommandEntry("绩效奖励兑现表；用 --publish 写成工作簿", "reward:reward"),
    "group": CommandEntry(
        "集团：许多单位的工作区放在一起看",
        commands={
            "check": CommandEntry("哪些单位齐了、封存了，哪些读不了、缺什么", "group:check"),
            "score": CommandEntry("各单位各支部的得分；细则一字不差的才放在一起排名", "group:score"),
            "report": CommandEntry("写成工作簿、网页：排名、分布、末位、问题、细则的差异、负担", "group:report"),
        },
    ),
    "export": CommandEntry("导出成数据库，用 SQL 查：得分、扣分、问题、奖励（.sqlite、.parquet）", "export:export"),
    "codes": CommandEntry("各种检查代码的说明", "codes:codes"),
    "schema": CommandEntry("--format json 写的数据有哪些键，供别的程序核对（JSON Schema）", "schema:schema"),
    "rubric": CommandEntry(
        "考评细则：查看、检查、测试、修订",
        commands={
            "list": CommandEntry("有哪些版本", "rubric:list_versions"),
            "show": CommandEntry("看一版细则；用 --publish 写成印发的文档", "rubric:show"),
            "check": CommandEntry("只检查细则，不看记录", "rubric:check"),
            "import": CommandEntry("把 Word、Excel 里的细则写成一版草稿", "rubric_import:import_rubric"),
            "draft": CommandEntry("把一句评分标准写成条款，供写下一条时用", "draft:draft"),
            "test": CommandEntry("运行细则测试：给出事实，核对得分", "cases:test"),
            "cases": CommandEntry("写出各条线上和线两边的情形，应得几分留着手算", "new_cases:cases"),
            "diff": CommandEntry("一次修订改了什么：分值怎样移动，哪些收严、哪些放宽", "diff:diff"),
            "impact": CommandEntry("按新的一版重算以前各轮：得分、名次、末位、奖励金额", "impact:impact"),
            "new": CommandEntry("在一版的基础上起草新的一版，注释都留着", "new_version:new"),
            "schema": CommandEntry("细则文件的 JSON Schema，供编辑器提示", "rubric:schema"),
        },
    ),
}


class Command(TyperCommand):
    """A command whose help is Chinese."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Take the words; an option whose value may be left out (its metavar is in brackets) then has the empty one."""
        bare = {name for each in self.params if str(each.metavar or "").startswith("[") for name in each.opts}
        whole: list[str] = []
        for word, after in zip(args, [*args[1:], "-"], strict=False):
            whole += [word, ""] if word in bare and after.startswith("-") else [word]
        return super().parse_args(ctx, whole)

    def invoke(self, ctx: Any) -> Any:
        """Run it, under its whole name."""
        locking.command = ctx.command_path
        return super().invoke(ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, which answers as all else does."""
        return _answering(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(help_text(self, ctx))


class Group(TyperGroup):
    """A group whose commands are imported when asked for, and whose help is Chinese."""

    entries: Mapping[str, CommandEntry] = {}

    def list_commands(self, ctx: Any) -> list[str]:
        """The commands in the order in which they are used."""
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, imported now."""
        entry = self.entries.get(cmd_name)
        return None if entry is None else built(cmd_name, entry)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """What may stand next: the commands by their names, none of them imported; or the group's own options."""
        if incomplete.startswith("-"):
            return TyperCommand.shell_complete(self, ctx, incomplete)
        return [CompletionItem(name) for name in self.entries if name.startswith(incomplete)]

    def get_help_option(self, ctx: Any) -> Any:
        """The option `--help`, which answers as all else does."""
        return _answering(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        formatter.write(help_text(self, ctx, {name: entry.help for name, entry in self.entries.items()}))


def _answering(option: Any) -> Any:
    def show(ctx: Any, _: Any, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            answer(ctx.get_help())
            ctx.exit()

    option.callback = show
    option._runtime_param = _AsWritten()
    return option


def built(name: str, entry: CommandEntry, callback: Any = None) -> Any:
    """The command or group of an entry."""
    app = typer.Typer(rich_markup_mode=None, add_completion=False)
    if entry.commands:
        kind = type("Group", (Group,), {"entries": entry.commands})
        app.callback(cls=kind, help=entry.help, context_settings=SETTINGS)(callback or _nothing)
    else:
        module, _, function = entry.function.partition(":")
        found = getattr(import_module(f"dangjian_kaoping.cli.commands.{module}"), function)
        app.command(cls=Command, help=entry.help, context_settings=SETTINGS)(found)
    command: Any = typer.main.get_command(app)
    command.name = name
    for each in command.params:
        each._runtime_param = _AsWritten()
    return command


class _AsWritten:
    """A value that is a word, or none, as it is; all others as typer makes them, which loads pydantic for it.

    A typer that does not know of this does as much by itself, only slower.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value of a parameter."""
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        kind = param.type_descriptor
        if isinstance(value, str) and type(value) is kind.annotation and not several:
            return value if kind.parameter_info.parser is None else kind.parameter_info.parser(value)
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _nothing() -> None:
    """A group does nothing by itself."""
