"""What is wrong with a form that is taken into a workspace: it says otherwise than what is recorded there."""

PAGES = """
KP740 error 已经另有记录
{what}已经记在 {place}{how|，表里又有}
同一件事记在两处就会重复计分；导入只写它自己写成的文件，别的一个字也不动。
请核对以哪一个为准：记录对的，从表里删去；表对的，把 {place} 这一段删去再导入。

KP741 error 这一轮已经封存
{quarter} 已经封存，表里的与封存的不一样
封存了的一轮已经公布，改记录会使公布的结果对不上。
确需更正的，在 data/{quarter}/adjustments.yaml 里作复核调整，再运行 kaoping seal；多交的表不必再导入。

KP742 error 两张表说的是同一处
{what}，{other} 里也有{how|，内容不一样}
不知道以哪一张为准，两张都没有导入。
请问清以哪一张为准，只留那一张再导入。

KP743 error 与已经导入的不一样
与 {file} 里已经记的有 {count} 处不同{edited|}
悄悄换掉，就没有人知道原来是怎样记的。
请核对列出的各处；以这张表为准的，加 --replace 再导入，否则不必再导入。

KP744 error 删去的问题已有复查
表里没有问题 {id} 了，它已经有复查（{place}）
删去以后，那次复查就不知道是为哪个问题做的。
漏了的在表里补上，编号写 {id}；确实不该立的，作复核调整撤销。
"""
