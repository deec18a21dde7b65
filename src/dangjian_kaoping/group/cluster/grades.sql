-- 等次：在 ranking.sql 的表（ranked）上，各等次几个支部，照排名里先后遇到的排。没有综合得分的不数。
WITH ordered AS (
    SELECT rubric, grade, row_number() OVER (PARTITION BY rubric ORDER BY place, unit, branch) AS seat
    FROM ranked
    WHERE composite IS NOT NULL
)
SELECT rubric, grade, count(*) AS branches
FROM ordered
GROUP BY rubric, grade
ORDER BY rubric, min(seat)
