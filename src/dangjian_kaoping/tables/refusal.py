"""Why a file is not read as a table."""


class RefusedTableError(ValueError):
    """A file that is not read: what it is or lacks, and what to do about it, both in words."""

    def __init__(self, reason: str, mend: str) -> None:
        super().__init__(reason, mend)
        self.reason = reason
        self.mend = mend


def damaged() -> RefusedTableError:
    """That a workbook cannot be read at all."""
    return RefusedTableError("文件已经损坏，或不是表格", "请重新取一份，或用 Excel、WPS 打开，另存为 .xlsx。")
