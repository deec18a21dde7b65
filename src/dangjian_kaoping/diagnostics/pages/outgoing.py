"""What may not go out: numbers, names, marks, and what is set about them."""

PAGES = """
KP580 error firm passable 身份证号码
这里写着身份证号码 {number}
身份证号码是个人信息，公布出去收不回来。
请删去号码；要说明是谁，写岗位。

KP581 error firm passable 银行卡号
这里写着银行卡号 {number}
银行卡号是个人信息，公布出去收不回来。
请删去号码。

KP582 error firm passable 电话号码
这里写着电话号码 {number}
电话号码是个人信息，公布出去收不回来。
请删去号码；要说明找谁，写部室或岗位。

KP583 error firm waivable passable 个人姓名
这里写着个人姓名：“{name}”
公布的是党支部的考评结果，写上姓名，就把个人的事公布了。
请改写岗位，如 支部书记；不是姓名的，在 waivers.yaml 里豁免，写明由哪个部门批准。

KP584 error firm passable 密级标志
这里写着密级标志：“{mark}”
涉密的内容不能写进考评记录，更不能公布。
请删去涉密的内容；能不能公布，先作保密审查。

KP585 error firm waivable passable 文件的位置
这里写着文件在电脑里的位置：“{path}”
从文件的位置看得出电脑、账号和文件夹的名称，外面的人不该知道。
请删去，或只写文件叫什么；确要公布的，在 waivers.yaml 里豁免，写明由哪个部门批准。

KP586 error firm waivable passable 名单里的姓名
这里写着名单里的“{name}”
名单（kaoping.yaml 的 names_file）里的，本单位定了不公布。
请改写岗位；确要公布的，在 waivers.yaml 里豁免，写明由哪个部门批准。

KP587 error firm passable 名单放在工作区里
名单“{file}”在工作区里
名单本身就是个人信息，工作区要存档、提交，名单会跟着出去。
请把名单移到工作区以外，names_file 写移到的地方。

KP588 error firm passable 名单读不了
名单“{file}”读不了：{reason}
读不了名单，就不知道要公布的文字里有没有其中的姓名。
请改正 kaoping.yaml 的 names_file；名单是 UTF-8 的纯文本，一行一个。

KP589 error firm passable 没有这个不公开的项目
private_items 里的“{item}”，哪一版细则里都没有
编号写错了，这个项目的原因就不会留下，会随公开的文件出去。
请写细则里项目的编号。
"""
