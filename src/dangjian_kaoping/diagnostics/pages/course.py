"""What stands against a round's procedure (程序): its approval, windows and objections, and steps out of order."""

PAGES = """
KP551 error firm 还没有定下来，只能写草稿
{quarter} {state}，{what}只能写成草稿
审定、异议以后还会改；先当正式的公布、兑现，就有了两份不同的结果。
请照程序做下一步：{step}；只是内部看看的，加 --draft。

KP552 error firm 程序还没有走到这一步
{quarter} {state}，还不能{what}
前一步没有做完就做后一步，公布的、定案的就说不清从哪里来。
请照程序做下一步：{step}。

KP553 error firm 还不能定案
{quarter} 还不能定案：{reasons}
定了案只能更正；公示没有期满、异议没有处理完、拿不出公示过什么，就不能算定案。
请先办完：{mend}。

KP554 error firm passable 程序里的记录改了
{quarter} 在 {day} 封存以后，{change}
审定、公示期、异议和决定都是定案的依据，以后改了，就证明不了结果是怎样来的。
请改回原样；公示期可以延长，不能缩短；新的异议、决定接着往下写。

KP555 error firm passable 日期先后不对
{problem}
先检查、审定、封存，再公示、受理、决定，最后定案；先后颠倒的，程序就站不住。
请核对这几个日期，把写错的改正；真是这样做的，按先后重新做。

KP556 error firm passable 异议的编号重复
编号“{id}”在 {first} 已经用过
复核调整按编号说是因哪件异议，两件一样就分不清。
请给这一件另编一个号。

KP557 error firm passable 没有这件异议
本轮的 objections.yaml 里没有编号“{id}”的异议
调整写明因哪件异议，提出的支部才能得到答复。
请改正 objection；不是因异议作的调整，删去这个键。

KP558 error firm passable 同一件事又提异议
{party}对{concern}的异议，在 {first} 已经提过
同一个支部对同一件事只受理一次，没有新情况的不再处理。
是重复的，删去；有新情况的，用 new 写明是什么。

KP559 error firm passable 异议成立，没有调整
异议 {id} {result}，没有写明因它作的复核调整
成立的异议要改动记录；没有改，答复就落了空。
请在 data/{quarter}/adjustments.yaml 里作调整，写 objection: {id}；不用改记录的，在决定里用 without_adjustment 写明为什么。

KP560 error firm passable 异议没有成立，却有调整
异议 {id} {result}，复核调整却写着因它而作
不成立、撤回的异议不改动得分；调整另有原因的，是复核，不是因异议。
决定写错了的，改正 result；调整另有原因的，删去 objection 这个键。

KP561 error passable 批准的应是机构
{key} 写的“{name}”像是人名
{why|结果由机构审定、批准，不由个人定；这里也不登记人名。}
请写机构，如 厂党委、考评领导小组。

KP562 warning passable 异议逾期
异议 {id} 在 {received} 收到，公示到 {until} 为止
逾期的不算没有处理完，不碍定案；办公室可以受理，也可以不受理。
受理的，写 accepted: true 和 reason；不受理的，写上决定（decision）。

KP563 warning passable 调整以后反而低了
{party}提的异议 {id} 作了调整，它的 {item} 从 {before} 分变成 {after} 分
提异议的一方因此吃亏，多半是写反了。
请核对这条调整；确是这样决定的，可以豁免本条提醒。

KP564 warning passable 公示的工作日不够
公示 {first} 到 {last} 是 {count} 个工作日，规定至少 {least} 个{unknown|}
公示短了，有的支部来不及提异议。
请延长公示期；工作日算得不对的，在 kaoping.yaml 里写上放假的日子（days_off）和周末上班的日子（days_worked）。

KP565 warning passable 审定在前，记录在后
审定的日期是 {day}，{what}的日期是 {last}
审定以后又有检查、调整，审定的就不是现在的结果。
请按现在的结果重新审定，改正 approved 里的日期。

KP566 error passable 没有这个问题
本轮没有编号“{finding}”的问题
对不上的异议，不知道是对哪一条提的。
请改正 finding。

KP567 warning passable 异议的时间要核对
{problem}
公示以后才有结果可以提异议，定案以前要处理完；时间对不上的，说不清算不算逾期。
请核对收到的日期；公示以前就提出的，可以豁免本条提醒；定案以后才写上的，受理的写 accepted: true 和 reason，不受理的写上决定（decision）。

KP568 warning passable 调整与异议不是一回事
复核调整写着因异议 {id}，这件异议是对{concern}的
对不上的，提异议的支部得到的答复就不是它问的事。
请核对 objection 写的编号；确是因这件异议查出来的，可以豁免本条提醒。

KP569 error firm passable 不用改记录，却有调整
异议 {id} 的决定写了 without_adjustment（不用改记录），又有因它作的复核调整
改没有改，只能是一样。
请删去 without_adjustment，或删去调整里的 objection。
"""
