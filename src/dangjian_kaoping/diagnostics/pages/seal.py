"""What is wrong with a seal (封存), and what is no longer as it was sealed."""

PAGES = """
KP193 error 封存以后不能改日期、说明
{quarter} 已在 {day} 封存（封存摘要 {digest}），一直没有变，不能再把{others}
没有改动就没有要重新封存的；日期、说明是封存的一部分，改了就不是原来的封存。
请用原来的日期和说明，或都不写；公布的日期确实写错了的，在归档的说明里写明。

KP504 error firm passable 封存以后改了细则
{rounds} 封存以后，{change}
公布的排名是按封存时的细则算的，改了就对不上。
请改回原样；要改细则，另立一版，写明从哪个季度起施行（effective_from）。

KP505 error firm passable 封存以后改了名册
{rounds} 封存以后，{change}
公布的排名是按封存时的名册算的，改了就对不上。
请改回原样；以后的变化，在名册里加一行，写明从哪天起（from）。

KP506 error firm passable 封存以后改了记录
{quarter} 封存以后，{change}
封存以后，谁也不能再悄悄改动记录。
请改回原样；得分确需更正的，作复核调整，再运行 kaoping seal --quarter {quarter}。

KP507 error firm passable 封存文件被改动
{quarter} 在 {day} 的封存被改动过，与它自己的摘要对不上
封存文件一改，就证明不了什么。
请从备份或 git 里恢复 seal.yaml。

KP508 error firm passable 前面一轮的封存不见了
{quarter} 是接着 {earlier} 封存的，{earlier} 当时的封存现在没有了
删去旧的封存，改了记录再封一次，旧账就查不出来。
请从备份或 git 里恢复 data/{earlier}/seal.yaml。

KP509 error firm passable 结果与封存的不一致
{quarter} 封存的结果变了：{results}
公布出去的得分和排名，要能随时照样算出来。
原因：{cause}。请先改回原样；得分确需更正的，作复核调整，再运行 kaoping seal --quarter {quarter}。

KP510 error firm 暂定的一轮不能封存
{quarter} 还是暂定：{branches}没有综合得分
封存是给已经公布的结果定案，还没有算全的不能定。
请先补齐（kaoping check 会说缺什么）。

KP511 error firm passable 复核调整以后没有重新封存
{quarter} 封存以后，{changes}
调整过的得分也要封存；新的封存写明它代替哪一次，两次都留着。
核对以后运行 kaoping seal --quarter {quarter}{final|}，用 --note 写明为什么。

KP512 error firm passable 以前的轮次更正以后没有重新封存
以前的轮次更正以后，{quarter} 的结果跟着变了：{results}
屡查屡犯等要看以前各轮，那里更正了，这里公布的得分就对不上。
核对以后运行 kaoping seal --quarter {quarter}{final|}，用 --note 写明为什么。

KP513 error firm passable 封存以后改了奖励办法
{rounds} 封存以后，{change}
已经兑现的奖励是按封存时的办法算的，改了就对不上。
请改回原样；要改办法，另立一版，写明从哪个季度起施行（effective_from）。

KP521 error firm 与封存不一致
{quarter} 与 {day} 的封存不一致，现在的内容不是封存的结果
公布、兑现都照封存的；改过以后再公布、再兑现，就有了两份不同的结果，谁也说不清以哪份为准。
请先改回原样（改了什么，见另外几处）；得分确需更正的，在 data/{quarter}/adjustments.yaml 里写复核调整，再运行 kaoping seal --quarter {quarter}；只是内部看看的，加 --draft。

KP522 error firm 复核调整以后没有重新封存
{quarter} 在 {day} 封存以后有复核调整，还没有重新封存，现在的内容不是封存的结果
没有封存就公布，以后谁都能说那不是最后的结果。
核对以后运行 kaoping seal --quarter {quarter}{final|}，用 --note 写明为什么，再来公布；只是内部看看的，加 --draft。

KP523 error firm 封存文件靠不住
{quarter} 的封存文件读不了、被改动过或不见了，不知道现在的内容是不是定案的结果
没有靠得住的封存，就分不清哪一份是公布过的。
请从备份或 git 里恢复 data/{quarter}/seal.yaml；只是内部看看的，加 --draft。

KP524 error firm 公布过的一轮现在只是暂定
“{file}”是正式公布的，而 {period} 现在缺检查或记录，只是暂定
公布以后记录少了，就不能说工作簿对不对。
请看 kaoping status，把 {period} 的检查和记录补齐再核对。

KP525 error firm 兑现不了的一轮不能封存
{quarter} 照施行的奖励办法算不出钱
封存以后名册、办法都不能再改，这一轮的钱就再也发不出去。
请照另外几处说的先改好，用 kaoping reward --quarter {quarter} 看过再封存。

KP541 error firm passable 提交过的封存没有了
{quarter} 在 {sealed} 的封存，{day} 提交到 git 里（{commit}），{now}
封存以后不能撤销，也不能重做；最近一轮的没有别的封存记着它，删掉再做一次，只有 git 的历史看得出来。
请从提交 {newest} 里恢复（git checkout {newest} -- :/{path}）；得分确需更正的，恢复以后作复核调整，再运行 kaoping seal --quarter {quarter}。

KP542 info passable 封存的历史没有看全
提交过的封存没有全部核对：{gap}
最近一轮的封存被删掉或重做，只有 git 的历史看得出来。
请在完整的仓库里检查：只克隆了一部分的，先运行 git fetch --unshallow，或重新完整地克隆（自动检查里，把克隆的深度设为全部）；git 不信任的，确认可信以后用 git config --global --add safe.directory 加上它。

KP543 error firm passable 这项检查不能关掉
{code} {guards|是守着封存的检查}，不能{what}
{why|封存就是为了谁也不能悄悄改动；在这里一句话就能关掉，封存便等于没有。}
请删去这一行，照 {code} 说的改（kaoping codes {code}）{otherwise|。}
"""
