"""What keeps a sentence of a rubric from being read."""

PAGES = """
KP801 error 没有认出这句话
读不成条款：{why}
没有认出的不猜：猜错了，分就算错，而且没有人知道。
请{mend|拆成几句短的，一句一个事实、一个分数}；也可以照 docs/写细则.md 自己写。

KP802 error 这句话有不止一种读法
不止一种读法：{why}
两种读法算出来的分不一样，由细则的原意定，不由工具定。
请{mend|写明是哪一种}。
"""
