-- 每十分一段几个支部（细则没有等次的用它）：在 ranking.sql 的表（ranked）上，tens 是这一段从几分起。
-- 先去掉小数（trunc，向零），再整除，全是整数的运算；没有综合得分的不数。
SELECT rubric, CAST(trunc(composite) AS HUGEINT) // 10 * 10 AS tens, count(*) AS branches
FROM ranked
WHERE composite IS NOT NULL
GROUP BY rubric, tens
