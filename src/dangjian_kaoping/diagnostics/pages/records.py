"""What is wrong with records: inspections, self-assessments, follow-ups, reviews, the roster."""

PAGES = """
KP301 error 失了分没有原因
{item}/{clause} {loss}，没有写 reason
没有原因的失分站不住脚，支部也不知道差在哪里。
请在这条发现里补上“reason: 原因”。

KP302 error 失了分没有整改标准
{item}/{clause} {loss}，记录和细则里都没有整改标准
只说错不说怎样算改好，没法整改。
请补上“standard: 整改标准”，或在细则的项目里写上 standard。

KP303 error 没有这个支部
名册里 {quarter} 没有“{branch}”
记在不存在的支部名下，等于没有记。
写错了的，改正支部名称。支部改了名称的：以前各轮都还没有公布的，把记录里的名称一起改过来；公布过的，在 data/roster.yaml 里给它加一行，写明从哪天起（from），原来的一行不改，以前各轮照旧。新成立的，在名册里加上。

KP304 error 没有这个项目
{rubric} 版细则里没有项目“{item}”
记在不存在的项目下，记了也不计分。
请改正 item。

KP305 error 没有这条标准
项目 {item} 里没有条款“{clause}”
记在不存在的条款下，记了也不计分。
请改正 clause；有：{known}。

KP306 error 记的事实与条款不配
{item}/{clause} {problem}
条款要的是另一种事实，这样记算不出分。
请写 {wanted}。

KP307 error 酌情的分超出范围
{item}/{clause} 判了 {points} 分，范围是 {low}—{high} 分
超出细则规定的幅度，判的分无效。
请在范围内判，或另找适用的条款。

KP308 error 部室越界
“{department}”不检查 {item}，它归{owners}
不归它查的，记了也无效。
请由{owners}来记，或改细则的 department。

KP309 error 同一部室检查了两次
“{department}”对“{branch}”本轮已经在 {first} 记过
一轮一个部室只记一份，两份会重复计分。
请合成一份。

KP310 error 不涉及的项目
{problem}
不涉及要有规定，涉及才有事实，两者不能并存。
请{how}。

KP311 error 本季度不考评的项目
{item} 只在{due}考评，{quarter} 不能记
不到时候的项目不计分，记了也落空。
请删去，或改记到该考评的季度。

KP312 error 同一个月自评了两次
“{branch}”{month} 已经在 {first} 记过
一个月只有一份自评，两份会重复计。
请合成一份。

KP314 error 落在空缺里
条款“{clause}”对 {value} 没有规定得几分
细则没有说的，不能由程序去猜。
请在细则里补上这一段，再计分。

KP315 error 记的数自相矛盾
{item}/{clause} {problem}
自相矛盾的数不能计分。
请核对后改正。

KP316 error 问题记得不完整
{item}/{clause} {problem}
问题要进整改台账，编号、期限、原因缺一不可。
请{how}。

KP317 error 问题编号重复
问题编号“{id}”已经用在 {first}
编号重复，复查就不知道说的是哪一个。
请换一个，可用 {next}。

KP318 warning 抽查数量不足
{item}/{clause} 规定抽查 {size} {unit}，只抽了 {sampled} {unit}
抽得少，结论不牢。
请补抽，或说明原因。

KP319 warning 自评里的加减分不计
自评只计基本分，{item}/{clause} 不起作用
加分、扣减、否决，引用的得分、多人打的分和由人评的得分，只看检查，写在自评里会落空。
请删去，或请部室在检查里记。

KP320 error 复查的问题不存在
没有编号为“{id}”的问题
复查记在不存在的问题上，真正的问题就没有销号。
请改正编号；kaoping ledger 列出全部问题。

KP321 error 问题已经销号
问题 {id} 已经在 {first} 销号
销号以后不再复查；又出现的要先写明。
又出现的写 outcome: reopened；多记的请删去。

KP322 error 复查早于发现
问题 {id} 是 {found} 发现的，{day} 不可能复查
日期颠倒，整改用了几天就算不对。
请核对日期。

KP323 error 名册里缺了一样
“{branch}”没有写 {key}
没有名称或类别的支部排不了名，会悄悄少掉一个。
请在这一行补上 {key}。

KP324 error 名册里没有这个类别
没有“{branch_class}”这个支部类别（有：{known}）
类别写错的支部，查不到自己的数。
请改正 class，或在名册开头的 classes 里加上它。

KP325 error 两个支部（部室）同名
“{name}”这个名称 {other} 也在用
同名的支部、部室，记录分不清是谁的。
请改正名称；改名或撤销的，把原来的那一行结束掉。

KP326 error 复查记在别的支部下
问题 {id} 是{branch}的，却记在这里
记错了支部，会给没有改好的支部销号。
请把这条复查移到{branch}下，或改正编号。

KP331 error 复核调整对不上
{problem}
对不上的调整不起作用，支部的分还是原来的。
请核对检查记录，写明调整的是哪一条发现。

KP332 error 复核调整指得不明
{said}本轮有 {count} 条检查发现：{places}
不知道调整哪一条，不能由程序去猜。
请加写 department（哪个部室查的），或用 recorded 照抄检查记录里的数、原因，写到分得清。

KP333 error 复核定的分超出范围
{problem}
复核只能在项目的最低分和满分之间定分，综合得分不能直接改。
请{how}。

KP334 error 复核早于检查
复核日期是 {day}，检查日期是 {found}
没有检查就没有可以复核的，日期多半写错了。
请核对日期。

KP335 error 同一处同一天调整了两次
这一处 {day} 已经在 {first} 调整过
几次调整以日期在后的为准，同一天的分不出先后。
请合成一条；确实先后定过两次的，核对日期。

KP336 error 涉及的问题不对
{problem}
因逾期、反弹扣分，要说得出是台账里的哪一个问题。
请改正 concerns；kaoping ledger 列出全部问题。

KP337 warning 涉及的问题没有逾期
问题 {id} 到这次检查时没有超过期限（{until}），也没有反复
台账上看不出逾期或反弹，这条扣分站不住脚。
请核对复查记录和 concerns。

KP342 error 应做的数是 0
{item}/{clause} 应做的数写的是 0，做了几成无从说起
什么也不用做的，既不能算全部完成，也不能算没有完成；照算就白得满分。
没有这项工作的，由部室在检查记录里记为不涉及（not_applicable），不记这条事实；细则没有规定可以不涉及的，先在细则的项目里写上。

KP343 warning 百分数小于 1
{item}/{clause} 的 {key} 写的是 {number}：是 {low}，还是 {high}？
表格里的百分比单元格存的是 0.885 这样的小数，照抄过来就差一百倍。
是{high}的，写成 {key}: {right}；确实是 {low} 的，写进 waivers.yaml 豁免。1 以上的数和 0 不问。

KP344 warning 同一条发现记了两次
“{branch}”的 {item}/{clause} 与 {first} 记的一样：事实、原因都相同
同一件事记两次，分就算两次。
是同一件事的，删去一条；是两件事的，在原因里写明各是哪一件，或用 event 写明事件，一样的几件也可以合成一条写 count。

KP345 warning 原因与上一轮一字不差
“{branch}”的 {count} 条原因，与 {before}（{place}）的一字不差
多半是复制了上一轮的文件，没有清空；公布出去，支部会说没有去查。
请核对，改成这一轮查到的；确实一样的，不必管（封存以后不再提醒）。

KP346 warning 月份不在本季度
{item}/{clause} 说的是“{named}”，不在 {quarter}
多半是从别的季度复制来的；公布出去，支部会说不是本季度的事。
请核对；说去年、说以前的，写明“去年”“上季度”或年份，确实这样写的，不必管（封存以后不再提醒）。

KP347 error 条件不成立，却记了事实
{item}/{clause} 要看“{read}”的记录；照那里的记录，条件不成立，这里却记了事实
条件不成立的条款不扣分也不得分，记在这里的就落了空：不是那里记错了，就是这里不该记。
请核对“{read}”的记录；那里没有错的，删去这条发现{again|}。

KP348 info 自评里条件不成立的不计
{item}/{clause} 要看“{read}”的记录；照那里的记录，条件不成立，自评记在这里的不计
自评三个月合起来看，条件以合起来的为准。
不必改；想不通的，核对“{read}”的记录。

KP354 error 没有检查的部室又有检查记录
“{department}”写明本轮没有检查（{said}），这里却有它的检查记录
写了没有检查，它的项目对各党支部都不计，记了也落空。
请删去这份记录；其实检查了的，删去 round.yaml 里的这一行。

KP355 error 并入的支部对不上
{problem}
支部撤销了，没有销号的问题要有支部接着整改。
请改正 into，写那时在册的另一个支部；并入的写在撤销的那一行（ends: true）。

KP361 error 每月的数没有按月记
{item}/{clause} {problem}
每月的数各月算各月的，一个月多做的不抵别的月少做的；只有合计，就算不出各月少了多少。
请按月的先后每月写一个数，如 done: [4, 2, 0]；只知道一共少了几次的，不写 done，写 missing: 2。应做的数（required）各月相同的写一个。
"""
