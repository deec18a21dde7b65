"""What is wrong with forms that offices fill in, and with tables from elsewhere."""

PAGES = """
KP710 error 那里已经有一份不一样的表
{file} 已经在那里，内容与现在要写的不一样
可能有人已经填了；覆盖了就找不回来。
请先导入它，或另选一个文件夹；确要重写的，加 --force。

KP720 error 表读不了
表读不了：{reason}
读不了的表等于没有交，里面的内容一格也没有取。
{mend}
"""
