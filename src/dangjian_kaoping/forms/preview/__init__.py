"""预计: what the engine takes or gives where a row is the only record of its branch in the round, by formulas.

The engine is asked for the points at every end and between the ends of a clause's rule (`segments`), once for the
branches for which it answers alike (`pricing`); a hidden sheet holds the answers (`sheet`), and formulas look them up
(`formula`). What more than one row decides is not foretold: caps over rows, one event, several departments.
"""
