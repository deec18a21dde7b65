"""What is wrong with files and folders that are read, and with those that are written."""

PAGES = """
KP101 error 文件读不了
文件读不了：{reason}
读不了的文件等于没有交。
请检查文件是否存在、是否有权限。

KP117 error 缺少文件
工作区里没有 {file}
没有它就不知道考评谁、按什么考评。
请补上这个文件。

KP118 error 要写到的文件夹不存在
没有文件夹 {folder}
不知道是写错了还是没有建，不能擅自新建。
请先建好文件夹，或改正路径。

KP119 error 不能覆盖别人的文件
{file} 已经存在{whose|，而且不是本工具写的}
覆盖了就找不回来。
{mend|请换一个文件名；确要覆盖的，加 --force。}

KP120 error 文件写不了
{file} 写不了：{reason}
没有写成，原来的文件没有动。
{mend|请检查权限、磁盘；文件正在 WPS 里打开的，先关掉。}

KP121 error 不认识的文件夹或文件
{folder} 里不认识“{name}”，里面的内容不会读
放错地方、写错名字的记录没有人读，分就悄悄算错了。
请改正名称或移走；季度的文件夹写成 2021Q1 这样，里面只有 inspection、self、lists、followups、followups.yaml、adjustments.yaml、round.yaml 和 seal.yaml。

KP122 error 文件太大
文件有 {size} MB，最多 {most} MB
细则和记录没有这么大，多半放错了文件；硬读会占满内存。
请核对是不是放错了；确是记录的，按部室、按支部分成几个文件。

KP123 error 链接不能用
这是指到{where}的链接，不会跟过去
链接的内容不随工作区走，换一台电脑、换一个人就不同了，还可能读到不该读的文件。
请把文件本身放进工作区，不要用链接。

KP124 error 这里不是工作区
从 {folder} 往上都没有 kaoping.yaml
不知道考评谁、按什么考评。
请先到工作区的文件夹里去，或用 --workspace 指明；新建的用 kaoping init。

KP125 error 工作簿核对不了
核对不了：{reason}
读不出来的文件，不能说它对，也不能说它不对。
{advice}能核对的是 kaoping rank --publish 写出的 .xlsx 文件，用 Excel、WPS 另存过的也行。

KP131 error 通报的模板不能用
通报的模板 {file} 不能用：{problem}
模板填不进去，通报就没有写。
请检查 --template 写的位置和模板的内容；模板里可以写的位置有：{known}，正文和排名表各自单独占一段。

KP144 error 不能作记录的文件
“{name}”的文件名不以 .yaml 结尾，里面的内容不会读
本应是记录而读不了的文件等于没有交，检查过也会算作没有检查。
是记录的，写成 YAML，文件名以 .yaml 结尾（让文件夹显示扩展名，看看是不是多了 .txt）；是附件的，移到别的文件夹。

KP145 error 这是副本
这是 {original} 的副本，{how}
原件和副本都读，同一件事就记了两遍；只读一份，又不知道哪一份算数。
请核对哪一份对，把对的留作 {original}，另一份删去或移走。

KP171 error 几个文件只写成了一部分
{file} 写不了：{reason}。{files} 已经换成新的，换不回去了
几个文件本来应当一起写成，或者都不写；现在有的是新的，有的还是原来的。
请检查权限、磁盘，再运行一次。

KP172 error 控制台的编码写不出
CSV 里有这里的编码（{encoding}）写不出的字：{characters}
写成问号，名称就变了，读的程序和人都看不出来。
{advice}请改用 --format json（写不出的字写成转义）；或先把环境变量 PYTHONUTF8 设为 1，输出就用 UTF-8。

KP173 error 文件夹看不了
文件夹里有什么看不了：{reason}
里面的文件会被当作没有，而不是没有读到。
请检查文件夹的权限和磁盘，再试一次。

KP191 error 另一个命令正在写
另一个命令正在写 {folder}：{holder}；等了一分钟还没有做完
两个命令同时写，后写的会盖掉先写的；现在什么也没有写。
请等它做完，再运行一次。

KP192 error 占不住要写的文件夹
{folder} 里写不了 .kaoping.lock-held：{reason}
写以前先占住文件夹，两个命令才不会同时写；现在什么也没有写。
请检查这个文件夹的权限和磁盘；这个文件是别人的命令断了留下的，请他删去。

KP194 error 工作区还没有建好
{folder} 里的工作区还没有建好：{holder}
建到一半的工作区缺文件，检查、计分都不算数。
还在运行的请等它做完；已经断了的，用当时的参数再运行一次 kaoping init，它会接着做完。

KP195 error 一个网页装不下
{when}有 {count} 个支部，一个网页最多写 {most} 个支部的明细
几百个支部的明细都在一个文件里，有几十兆，打开要等很久，手机上多半打不开；现在什么也没有写。
请写成工作簿（--publish 排名.xlsx），再用 kaoping feedback 给每个支部写一份反馈单{redacted|；公开版的网页（--redact）没有明细，不受此限}。要在内网上看的，用 kaoping site 写成网站，每个支部一页。
"""
