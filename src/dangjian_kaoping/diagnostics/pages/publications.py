"""What is wrong with the list of what went out of a round (公布登记), and what cannot be registered."""

PAGES = """
KP600 info 通报由单位署名
kaoping.yaml 的 committee 没有写党委（党总支）的全称，{document}由单位“{unit}”署名
党支部的考评是党内的事，通报、公示由党委（党总支）署名，不由单位署名。
请在 kaoping.yaml 里写上党委（党总支）的全称，如 committee: 中共{unit}委员会；已经写好的{document}再写一次。

KP570 error firm passable 公布登记被改动
{quarter} 的公布登记第 {id} 号被改动过，与它自己的摘要对不上
登记一改，就说不清公布出去的是哪一份。
请从备份或 git 里恢复 data/{quarter}/publications.yaml；登记错了的不改，用 kaoping publish --replaces {id} 另登一份。

KP571 error firm passable 公布登记少了
{quarter} 的公布登记里应当是第 {expected} 号的地方写着第 {id} 号
公布过的一份从登记里拿掉，以后谁也不知道它公布过。
请从备份或 git 里恢复 data/{quarter}/publications.yaml；登记只由 kaoping publish 写。

KP572 error firm passable 登记所照的封存没有了
{quarter} 的公布登记第 {id} 号所照的封存，seal.yaml 里没有
公布的是哪一次封存的结果，要能一直查得到。
请从备份或 git 里恢复 data/{quarter}/seal.yaml 和 publications.yaml。

KP573 warning 登记的文件不在
{quarter} 公布登记第 {id} 号的文件不在工作区里：{file}
公布出去的原件没有了，以后有人拿着一份来问，只能核对是不是它，拿不出原件。
请把原件放回这里；归档在别处的，在 waivers.yaml 里写明。

KP574 warning 登记的文件改过
{quarter} 公布登记第 {id} 号的文件登记以后改过：{file}
公布的是登记时的那一份，现在的不是。
请换回原件；改过的也已公布的，用 kaoping publish --replaces {id} 登记。

KP575 error 草稿不能登记
“{file}”是草稿
草稿上写明不作为依据；登记的是正式公布的文件。
请写出正式的文件（不加 --draft），公布以后登记。

KP576 error 没有写代替哪一份
{used}
同一个文号、同一天同名的文件有两份，就说不清以哪一份为准。
{mend|请核对；确是代替它的，加 --replaces，写第几号，两份都留在登记里，以后的一份为准。}

KP577 error 还不能登记
{quarter} {why}
登记要写明公布的是哪一次封存的结果。
{how}。

KP578 error 文件不是要登记的
“{file}”{what}
登记以后它就是公布的依据，不能登记错了。
{mend|请核对是不是拿错了文件；按现在的封存重新写一份，公布以后登记。}

KP579 error 登记过的文件不覆盖
“{file}”是 {quarter} 公布登记的第 {id} 号，已经公布
公布出去的原件要留着，覆盖了就拿不出来。
请换一个文件名；确实要覆盖的，加 --force。
"""
