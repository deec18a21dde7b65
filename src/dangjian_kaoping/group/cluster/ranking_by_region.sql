-- 分区域、分类别的排名：在 ranking.sql 的表（ranked）上，一个区域（region）里同一类（branch_class）、细则一字不差的支部相比。
-- 并列、没有综合得分的，与 ranking.sql 一样。没有写区域的单位合作一个区域（region 为空的文字）。
SELECT
    r.rubric,
    u.region,
    r.branch_class,
    r.unit,
    r.branch,
    r.composite_text,
    CASE
        WHEN r.composite IS NULL THEN NULL
        WHEN u.ranking = 'dense' THEN dense_rank() OVER here
        ELSE rank() OVER here
    END AS region_place
FROM ranked AS r
JOIN units AS u ON u.unit = r.unit
WINDOW here AS (
    PARTITION BY r.rubric, u.region, r.branch_class
    ORDER BY r.composite IS NULL, r.behind, r.composite DESC
)
