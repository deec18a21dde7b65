"""What keeps a sentence of a rubric from being read, or the file that it stands in."""

PAGES = """
KP801 error 没有认出这句话
读不成条款：{why}
没有认出的不猜：猜错了，分就算错，而且没有人知道。
请{mend|拆成几句短的，一句一个事实、一个分数}；也可以照 docs/写细则.md 自己写。

KP802 error 这句话有不止一种读法
不止一种读法：{why}
两种读法算出来的分不一样，由细则的原意定，不由工具定。
请{mend|写明是哪一种}。

KP803 error 细则的文件读不了
文件读不了：{reason}
读不到的，不知道里面有没有条款；什么也没有写。
{mend|请用 Word、WPS 打开，另存为 .docx 再导入。}

KP804 error 细则是图片
里面是图片，没有可以读的文字和表
图片里的字认不准，认错一个数字，分就算错了；什么也没有写。
请要一份没有扫描过的原件，或者把表打成 Word、Excel 再导入。
"""
