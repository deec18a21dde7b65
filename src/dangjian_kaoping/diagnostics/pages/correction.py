"""What is wrong with the correction of a final result (更正), and with the money that it moves."""

PAGES = """
KP590 error firm passable 更正以前没有听取意见
{quarter} 更正以后，{branches}排进末位或降了等次，而 round.yaml 里没有在这以后的更正公示期
更正对谁不利，就要先让谁知道、能提出意见，再定案。
请在 data/{quarter}/round.yaml 的 corrections 里写明由谁审定、从哪天到哪天公示（publication），公示期满再封存。

KP591 error firm 没有登记过兑现表
{quarter} 没有登记过兑现表，不知道已经发了多少
差额是与已经发的比；发过什么，只认登记，免得重发、漏发。
还没有兑现的，直接用 kaoping reward --quarter {quarter} --publish 兑现表.xlsx；已经兑现的，用 kaoping publish 补登当时的兑现表（--what 兑现表）。

KP592 error firm 算不出当时发了多少
{quarter} 在 {day} 登记的“{file}”，现在算不出当时发了多少：{problem}
差额是与当时发的比；当时的数算不出来，就不知道差多少。
请照当时的封存恢复 adjustments.yaml 里的各条（后来改变决定的，另写一条，不改原来的）、以前各轮的记录和奖励办法；kaoping check --quarter {quarter} 会说改了什么。

KP593 error firm 没有可以更正的
{quarter} 还没有定案的结果，或者定案以后没有变，没有更正可写
更正写的是定案的结果与现在的差别。
定案以后要更正的，先在 data/{quarter}/adjustments.yaml 里写复核调整；只是通报结果的，用 --as 通报。

KP594 error firm 没有写公示的日期
{quarter} 要写{what}，round.yaml 里没有写从哪天到哪天
公示要写明起止，逾期提出的异议才分得清。
请在 data/{quarter}/round.yaml 里写 {key}，再写公示。

KP595 error firm 这时候不写这种文书
{quarter} {state}，{problem}
文书说的事这时候还没有，或者已经过去，发出去就有两种说法。
请照程序做下一步：{step}{draft|}。

KP596 error firm 已经兑现过
{quarter} 在 {day} 登记过兑现表（{file}），以后得分或名次更正过
照更正以后的再发一整张，就发了两次。
请写差额：kaoping reward --quarter {quarter} --difference --publish 差额.xlsx；那一张还没有发的，照它发了，再发差额。
"""
