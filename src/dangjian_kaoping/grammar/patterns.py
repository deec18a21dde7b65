"""Patterns of which the words of a sentence are made: units, numbers, and what stands beside them."""

UNIT = (
    r"(?:个?百分点|%|个(?:月|季度|工作日|小时|环节|岗位|班组)|工作日|人次|件次|台次|项次|学时|课时|小时|分钟|万元|元|周?岁|半天"
    r"|[个次项处件起人份篇条例名位盒本场家户类种笔张幅台宗期堂节天日周套辆只册页版]|支(?!部))"
)
ONES = "一二三四五六七八九"
HAN = (
    rf"(?<![{ONES}两十百])"
    rf"(?:(?:[{ONES}两]百(?:零[{ONES}]|[{ONES}]十[{ONES}]?)?|百|[{ONES}]?十[{ONES}]?|[{ONES}两])(?:点[零{ONES}]+)?"
    rf"|零点[零{ONES}]+)(?![{ONES}两十百])"
)
FEN = r"分(?!之|[一-鿿]{0,2}(?:别|工|部|会|析|类|厂|公|支|局|段|钟|管|散|开))"
NUMBER = rf"(?:\d+(?:\.\d+)?|(?<!一)半(?={UNIT}|{FEN})|(?<!第){HAN}(?={UNIT}|{FEN}))"
"""A number: figures, or Chinese before a unit."""
PLACE = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
"""A place in a ranking."""
TO = "[-—–至到]"
PRICE = r"(?:倒?扣[罚减除]?|减|加|得|计|还)"
SHUN = r"(?:参加|[^，；,;。：:扣得加减每0-9])"
NEAR = rf"(?=\s*{NUMBER}|{SHUN}{{1,12}}(?:的|人数|总数|指标)\s*{NUMBER})"
TIMES = r"(?:半天|天|个?月|周|日|小时|个工作日|工作日)"
OF = r"(?:(?:目标|计划|基准|标准|任务|指标|规定|要求|预算)[值数]?)?"
LATE = rf"(?=\s*{NUMBER}\s*{TIMES}(?!及?（?含?）?以[上内下])|每{TIMES})"
SCOPE = r"(?:本项目?|该项目?|此项|本小项)?"
ALL = r"(?:本|该|此|全)?(?:部分|项目?|条)?(?:全部)?(?:合计|累计|共计|总计|总共)?"
