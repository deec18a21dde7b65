"""What is wrong with a round or a version as a whole, and with waivers."""

PAGES = """
KP401 error 没有施行的细则
{quarter} 没有施行的细则
没有细则就没有依据。
{mend|请检查 rubrics 里各版的 effective_from。}

KP402 error 没有记录
{what}没有检查记录
没有检查就没有考评。
请导入交回的检查表（kaoping import），或把检查记录放进 data/季度/inspection（如 data/2021Q1/inspection）{known|}。

KP403 error 放错了季度
文件里写的是 {said}，却放在 {folder} 的文件夹里
放错季度，分会算到别的季度去。
请改正 {key}{otherwise|，或把文件移到它所说的季度的文件夹}。

KP404 error 两版同时施行
{first} 也是从 {quarter} 起施行
同时有两把尺子，不知道用哪一把。
请改正 effective_from。

KP405 warning 有的部室没有检查
{quarter} “{department}”没有检查：{branches}
没有检查的项目不能算满分，本轮只能是暂定。
请补上检查记录。

KP241 error 自评与考评办法不合
这是 {period} 的自评，而考评办法{asked}
按月交的和按季交的算法不同；不要自评的，自评不起作用。
{mend|请改成考评办法要的那一种，或者改考评办法的 self_assessment。}

KP406 warning 自评缺月
{quarter} 没有交{what}自评的：{branches}
缺月的自评按已交的月数折算，或不予计分；一份也没有交的计 0 分，或不予计分。
请催交。

KP407 warning 缺少必须的事实
“{branch}”{where}没有 {item}/{clause} 的事实
没有这个事实就算不出分，支部没有综合得分，本轮只能是暂定。
请补记；{wanted}。

KP408 warning 支部没有参加本轮
“{branch}”在 {quarter} 季中成立或撤销，只记问题，不计分
季中成立或撤销的支部不参加排名。
无须处理。

KP409 error 暂定的结果不能公布
{quarter} 还是暂定：{branches}没有综合得分
公布了再改，就失了公信。
请先补齐（kaoping check 会说缺什么）；只是内部看看的，加 --draft。

KP410 error 没有这一版
没有“{version}”这一版
不知道拿哪一版来比、来试。
请改正版本；有：{known}。

KP411 warning 整改逾期
{branch}的问题 {id} 应在 {until} 前改好，到今天（{today}）已逾期 {days} 天
逾期不改的，下一轮要另外扣分。
改好的请补记复查〔（outcome: closed）｜〕；没有改好的请督办。

KP412 warning 自评没有问题，检查问题不少
“{branch}”本季自评一个问题也没有申报，检查却发现 {count} 个（{items}）
自评说没有、检查查出不少，自查自评就成了走过场。
请支部对照检查发现核对自评；确实自查过的，请在自评的〔 note ｜备注〕里说明。

KP413 warning 检查日期离季度太远
{quarter} 的检查日期写的是 {date}
多半是年份或月份写错了；整改期限、先后次序都按它算。
请核对日期；确实是这一天检查的，不必管。

KP414 error 一轮还没有评完
{quarter} 还是暂定：{branches}没有综合得分
还没有评完，谁是末位都没有定，说不上稳不稳。
请先补齐（kaoping check 会说缺什么）。

KP501 warning 豁免过期
对 {code} 的豁免到 {until} 为止，今天是 {today}，已经不起作用
过期的豁免看着像还有效，其实问题照报。
请改正问题，删去这条豁免；仍要豁免的，重新报批后改 until。

KP502 warning 豁免没有用上
没有 {path} 的 {code} 可以豁免
问题已经改好，或写错了文件；留着会放过以后的新问题。
请删去这条豁免，或改正 path。

KP503 error 没有这个代码
没有“{code}”这个检查代码
写错的代码什么也管不到。
请改正；kaoping codes 列出全部代码。

KP544 error passable 豁免没有写明是哪里
豁免的 path“{path}”没有写明是哪个文件或文件夹，不起作用
只有 * 的豁免到处都算，以后在别处新出的问题也一起放过了。
请至少写全一个文件或文件夹的名字，如 rubrics/2020.yaml、data/2021Q1/*。
"""
