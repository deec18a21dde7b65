"""集团: group.yaml: the plants of a group, and where the workspace of each lies."""

from typing import Literal

from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.values import Name, Names, Placed, Text


class Unit(Placed):
    """One plant, by the folder of its workspace (`path`), or by a pattern of folders' names (`glob`) of which each is
    a workspace of its own.
    """

    name: Name = Field(description="单位名称，与它的 kaoping.yaml 里的 unit 一样")
    path: Text | None = Field(default=None, description="工作区的文件夹，从 group.yaml 所在的文件夹算起，如 p1")
    glob: Text | None = Field(default=None, description="几个工作区的文件夹的名称式样，如 'p2-*'；与 path 只写一个")
    region: Name | None = Field(default=None, description="区域，如 华北")
    was: Names = Field(default=(), description="单位以前的名称")


class Group(Placed):
    """group.yaml; `rubric` is the group's own, against which is told what differs in the units."""

    kind: Literal["group"]
    version: Name
    name: Name = Field(description="集团名称")
    rubric: Text | None = Field(
        default=None, description="集团自己的一版细则，从本文件所在的文件夹算起，如 细则/2020.yaml"
    )
    units: dict[Name, Unit] = Field(min_length=1, description="单位：编号到名称和工作区")

    def unit_of(self, row: str) -> Unit:
        """The unit of an id, or of that of one of its several workspaces, which has a folder's name behind it."""
        return self.units[row] if row in self.units else self.units[row.rpartition("/")[0]]
