"""What lies outside every digest, so that what is sealed may gain it."""


class _Unsealed:
    """Marks a field that decides nothing: a deadline, a short name."""


UNSEALED = _Unsealed()
