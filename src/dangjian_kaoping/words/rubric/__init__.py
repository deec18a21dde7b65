"""What a rubric says, in words: prices, limits, items, 考评办法, 绩效奖励办法."""
