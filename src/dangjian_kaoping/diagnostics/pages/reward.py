"""What is wrong with a reward policy (绩效奖励办法)."""

PAGES = """
KP601 error passable 金额不到分
{amount} 元有不到一分的尾数
钱只能发到分，多出来的尾数分不出去。
金额最多写两位小数。

KP602 error passable 缺少人数
按人数兑现，名册里没有人数：{branches}
没有人数就算不出这个支部的钱，也算不出别的支部的。
请在名册里补上 head_count。

KP603 error passable 奖励办法的表对不上
{problem}
有的支部查不到自己的数，或查到两个数，钱就分不下去。
请把各段的界限写清（from 含、over 不含、to 含、under 不含），首尾相接；等次要写全。

KP604 error passable 超出限额
{problem}
写了的数到不了，或上下颠倒，印出来的办法就和实际兑现的不一样。
请改正其中一个数。

KP605 error passable 名次表比支部少
名次表只到第 {last} 名，{quarter} 参加考评的支部有 {count} 个
排在后面的支部查不到自己的数，整张兑现表都算不出来。
请把名次表写到最后一名；后面的都一样的，最后一行不写 to。

KP606 error passable 没有这个类别或等次
{problem}
对不上的名称永远用不上，写的人却以为它起作用。
请改成名册里的支部类别、细则里的等次。

KP607 error passable 没有施行的奖励办法
{quarter} 没有施行的绩效奖励办法
没有办法就没有兑现的依据。
{mend|请检查 rubrics 里奖励办法的 effective_from。}

KP608 error passable 照办法分不下去
{problem}
差的钱没有出处，多的钱没有去处，只能先改办法。
请改基金、限额，或写明余下的（rest）、不够的（over）怎么办。

KP609 warning passable 高的反而少
{problem}
考得好的拿得少，多半是写错了行。
请核对；确实这样规定的，不必管。
"""
