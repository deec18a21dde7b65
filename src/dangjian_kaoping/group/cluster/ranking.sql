-- 排名：细则一字不差（摘要 rubric 相同）的单位放在一起排。只有计入的单位（counted）的支部才在里面。
--
-- units     各单位：unit 编号，region 区域，counted 是否计入，rubric 细则摘要，ranking 并列以后名次空不空……
-- branches  各党支部：unit、branch 编号，composite 公布的综合得分（DECIMAL，单位：分，没有的为空），
--           composite_text 同一个数照公布的写法，behind 是否因一票否决排在最后……
--
-- 先后：没有因否决排在最后的在前，综合得分高的在前；两样都相同的并列。没有综合得分的不排名，也不影响别人的名次。
-- 名次：standard 并列以后空出（1、2、2、4），dense 不空（1、2、2、3），由细则的考评办法定。
SELECT
    u.rubric,
    b.*,
    CASE
        WHEN b.composite IS NULL THEN NULL
        WHEN u.ranking = 'dense' THEN dense_rank() OVER everybody
        ELSE rank() OVER everybody
    END AS place,
    -- 同类支部里的名次
    CASE
        WHEN b.composite IS NULL THEN NULL
        WHEN u.ranking = 'dense' THEN dense_rank() OVER of_class
        ELSE rank() OVER of_class
    END AS class_place
FROM branches AS b
JOIN units AS u ON u.unit = b.unit
WHERE u.counted
WINDOW
    everybody AS (
        PARTITION BY u.rubric
        ORDER BY b.composite IS NULL, b.behind, b.composite DESC
    ),
    of_class AS (
        PARTITION BY u.rubric, b.branch_class
        ORDER BY b.composite IS NULL, b.behind, b.composite DESC
    )
