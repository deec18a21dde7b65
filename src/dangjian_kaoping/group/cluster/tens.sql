-- 每十分一段几个支部（细则没有等次的用它）：在 ranking.sql 的表（ranked）上，tens 是这一段从几分起。没有综合得分的不数。
-- 先向下取整（floor），再减去个位，全是整数的运算；低于零的，个位也往下数：-5 分在从 -10 分起的一段。
SELECT
    rubric,
    whole - (whole % 10 + 10) % 10 AS tens,
    count(*) AS branches
FROM (
    SELECT rubric, CAST(floor(composite) AS HUGEINT) AS whole
    FROM ranked
    WHERE composite IS NOT NULL
)
GROUP BY rubric, tens
