-- 问题：各单位各方面的相加。found 本轮发现的，open 到这一季末没有销号的，overdue 其中逾期的；多的在前。
SELECT area, sum(found) AS found, sum(open) AS open, sum(overdue) AS overdue
FROM areas
GROUP BY area
ORDER BY found DESC, open DESC, area
