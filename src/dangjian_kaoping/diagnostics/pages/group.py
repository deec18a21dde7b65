"""What is wrong with the list of a group's units (group.yaml), and with what the units send."""

PAGES = """
KP901 error 没有集团的名单
这里没有 group.yaml：{folder}
集团有哪些单位、各单位的工作区在哪里，只有它写着。
请写一份 group.yaml：kind: group，version: 1，name: 集团名称，units: 下面一个单位一行，编号、name（名称）和 path（它的工作区在哪个文件夹）；已经有的，用 --group 写明在哪里。

KP902 error 单位的工作区没有写清
单位“{unit}”{what}
不知道到哪里去读它的记录。
请写 path（一个文件夹）或者 glob（几个文件夹名称的式样，如 'p2-*'），只写一个。

KP903 error 没有单位的工作区
单位“{unit}”的{what}{perhaps|}
不知道到哪里去读它的记录；少一个单位，集团的数就不全。
请核对文件夹的名称（从 group.yaml 所在的文件夹算起）；还没有交来的，先从名单里拿掉。

KP904 error 工作区在集团的文件夹以外
单位“{unit}”的工作区不在 group.yaml 所在的文件夹里：{folder}
集团的文件夹拷到别的电脑上，外面的就没有了；也免得读到不该读的。
请把工作区拷进来，或者把 group.yaml 放到上一级文件夹里。

KP905 error 一个工作区写了两次
单位“{unit}”的工作区 {folder} 就是单位“{other}”的
一个支部会算两次，分布、末位、问题数都不对。
请只留一个，另一个改成它自己的文件夹。

KP906 error 工作区里又有工作区
单位“{unit}”的工作区 {folder} 在单位“{other}”的工作区里
里面的记录会当作外面那个单位的，或者两边都算。
请把两个工作区的文件夹分开放。

KP907 error 两个单位一个名称
单位“{unit}”的{what}“{name}”，单位“{other}”也叫这个
两个单位一样叫，排在一起就分不清是谁。
请把其中一个改成它自己的名称；以前的名称写在 was 里。

KP908 warning 工作区写的单位不是它
单位“{unit}”这里叫“{name}”，它的工作区写的是“{said}”
工作区可能放错了地方，把别的单位的记录当作了它的。
请核对文件夹；单位改过名称的，把以前的写在 was 里：was: [{said}]。

KP909 error 单位的记录读不了
单位“{unit}”的记录读不了或者有错：{told}{more}
这个单位没有算进集团的数里；别的单位不受影响。
请在它的工作区 {folder} 里运行 kaoping check，照提示改好。

KP910 error 集团自己的细则读不了
集团自己的细则读不了：{told}
不知道各单位的细则与它差在哪里。
请核对 rubric 写的文件（从 group.yaml 所在的文件夹算起），在里面改好。

KP911 warning 单位没有算进去
单位“{unit}”{quarter} 没有算进去：{why}
集团的数里没有它，分布和排名都不全。
{mend|请在它的工作区里运行 kaoping status，看还缺什么。}
"""
