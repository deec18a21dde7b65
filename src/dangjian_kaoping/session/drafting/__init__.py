"""草稿: sentences and whole documents as the text of a rubric, which somebody then goes through."""
