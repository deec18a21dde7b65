"""What the numbers of a rule are, by the last of the keys that lead to them (`Ruled.role`)."""

POINTS = frozenset(("each", "points", "to_points", "levels", "share", "within", "never", "at_most", "prices"))
"""Roles of numbers that are points."""
BOUNDS = frozenset(("from", "over", "to", "under", "free", "below", "above"))
"""Roles of numbers that lie between what counts and what does not."""
PARTS = frozenset(("roles", "weights", "times", "step"))
"""Roles of numbers that may be a part of something: 30% of a score, half a day."""
ONE_UNSAID = frozenset(("required", "step", "drop_highest", "drop_lowest", "window", "roles", "times", "size", "marks"))
"""Roles in which a rubric seldom says that it is one of something."""
LIMITS_OF_FACTS = frozenset(("min", "max"))
"""Roles of numbers that no text says: between what a fact can lie."""
WHOLES = frozenset(("full", "of"))
"""Roles of numbers out of which something is: a score, a place."""
NEVER_NOTHING = frozenset(("each", "share", "times", "step", "at_most", "required"))
"""Roles in which 0 is a slip."""
