"""What is wrong with forms that offices fill in, and with tables from elsewhere."""

PAGES = """
KP700 error 要一个数
“{column}”写的是“{found}”，{problem}
这里的数要拿去计分，读不准的不替人猜。
请只写数字；大约的写准数，不写“无”、千位的逗号和别的单位。

KP701 error 格里是公式
“{column}”是公式 {formula}
公式的结果跟着别的格变，交来的表只取写定的。
请照看到的重新输入，或者复制这一格，原地“选择性粘贴—数值”。

KP702 error 格里显示错误
“{column}”显示的是 {error}
原来要写什么，已经看不出了。
请清空这一格，重新写。

KP703 error 百分数有两种读法
“{column}”写的是 {found}，可以是 {low}，也可以是 {high}
少看一个百分号差一百倍，不替人猜。
请写清楚：是 {high} 的写 {number}；是 {low} 的先把这一格设成文本，再写“{low}”。

KP704 error 要一个日期
“{column}”写的是“{found}”，{problem}
差一天，期限过没过就不一样。
请写年月日，如 2021-9-30。

KP705 error 选项里没有
“{column}”写的是“{found}”，没有这一项
照近似的猜，会记到别的项下。
{mend|}请从下拉里选：{known}。

KP706 error 这一行没有填对
{clause}：{problem}
空着的是没有还是漏写，两格各说各的哪一格对，看不出来，不替人猜。
请改“{column}”这一格，这里写的是：{asks}。

KP707 error 不要填的格里写了
{clause} 不用“{column}”，这里写了“{found}”
写了总有用意，不能当作没看见。
请看这一行的填法，写到要写的格里；多写的清空。

KP708 error 文字收不下
“{column}”里的文字{problem}
残缺的、看不见的文字，印出来就与写的人看到的不一样。
请改过再交。

KP709 error 数变成了日期
“{column}”里是日期 {found}
写 1-2、3/4 这样的，表格程序会当成日期，原来的数看不出了。
请清空这一格，重新写这个数。

KP710 error 那里已经有一份不一样的表
{file} 已经在那里，内容与现在要写的不一样
可能有人已经填了；覆盖了就找不回来。
请先导入它，或另选一个文件夹；确要重写的，加 --force。

KP720 error 表读不了
表读不了：{reason}
读不了的表等于没有交，里面的内容一格也没有取。
{mend}
"""
