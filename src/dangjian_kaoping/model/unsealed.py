"""What lies outside every digest, so that what is sealed may gain it."""


class _Unsealed:
    """Marks a field that decides nothing of what was sealed: a deadline, a short name, what a later correction owes."""


UNSEALED = _Unsealed()
