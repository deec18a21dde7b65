"""修订: what changes from one version of a rubric to another, judged; and what that would have done."""
