-- 分布：在 ranking.sql 的表（ranked）上，一种细则一行。各数都是某个支部公布的得分，不求平均、不插值：
-- 从低到高排，第 ⌈几分之一 × 支部数⌉ 个（最少第 1 个）。整数相除（//）舍去余数，所以 (n * 3 + 3) // 4 就是 ⌈n × 3/4⌉。
WITH ordered AS (
    SELECT
        rubric,
        composite_text,
        count(*) OVER (PARTITION BY rubric) AS branches,
        -- 得分相同的，照排名的先后，使每次取的是同一个支部的写法
        row_number() OVER (PARTITION BY rubric ORDER BY composite, place, unit, branch) AS seat
    FROM ranked
    WHERE composite IS NOT NULL
)
SELECT
    rubric,
    any_value(branches) AS branches,
    any_value(composite_text) FILTER (seat = branches) AS highest,
    any_value(composite_text) FILTER (seat = (branches * 3 + 3) // 4) AS upper,
    any_value(composite_text) FILTER (seat = (branches * 2 + 3) // 4) AS median,
    any_value(composite_text) FILTER (seat = (branches + 3) // 4) AS lower,
    any_value(composite_text) FILTER (seat = 1) AS lowest
FROM ordered
GROUP BY rubric
