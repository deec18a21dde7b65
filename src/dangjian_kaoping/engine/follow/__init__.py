"""跟踪: what goes on beside and after a round: 整改台账, 任务清单, progress, feedback, 自评对照."""
