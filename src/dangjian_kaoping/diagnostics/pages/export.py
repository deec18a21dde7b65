"""What is exported to be asked by other programs."""

PAGES = """
KP951 error 没有装写 Parquet 要用的包
写 {file} 要用 DuckDB，这台机器上没有装
kaoping 不自己写这种格式，没有它就写不了；.sqlite 不用它。
请运行 pip install "dangjian-kaoping[parquet]"，或改写成 .sqlite。

KP952 error 没有可以导出的轮次
{quarters} 里没有检查过的轮次
没有检查记录就没有得分，导出的会是空表。
请改写 --quarters；{known}。
"""
