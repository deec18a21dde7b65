"""Today: asked for in this one place, and only by what depends on it (waivers that expire)."""

from datetime import date


def today() -> date:
    """The day on which the command runs."""
    return date.today()
