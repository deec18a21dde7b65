"""豁免: faults that an office has decided to live with, each until a day."""

from typing import Literal

from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.values import Date, Name, Placed, Reason, Text


class Waiver(Placed):
    """One waiver: which code, at which file or line, why, approved by which office, until when."""

    code: Name = Field(description="检查代码，如 KP405")
    path: Text = Field(
        description="哪个文件（可用 * 代表任意文字，但要写全一个文件或文件夹的名字），"
        "可以加行号，如 data/2021Q1/*.yaml 或 rubrics/2020.yaml:31"
    )
    reason: Reason = Field(description="为什么可以豁免")
    approved_by: Text = Field(description="批准的部门（不写个人）")
    until: Date = Field(description="到哪天为止（含）")


class Waivers(Placed):
    """waivers.yaml as a document."""

    kind: Literal["waivers"]
    version: Name
    note: Text | None = Field(default=None, description="说明")
    waivers: tuple[Waiver, ...] = Field(description="各条豁免")
