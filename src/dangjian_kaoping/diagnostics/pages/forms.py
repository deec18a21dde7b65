"""What is wrong with forms that offices fill in, and with tables from elsewhere."""

PAGES = """
KP720 error 表读不了
表读不了：{reason}
读不了的表等于没有交，里面的内容一格也没有取。
{mend}
"""
