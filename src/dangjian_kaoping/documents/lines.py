"""Text as it is printed: its lines, without characters that nobody sees."""

from dangjian_kaoping.characters import HARMFUL, tidied, visible


def printed(text: str) -> str:
    """A text in the lines that are seen of it: those that show nothing are left out."""
    return "\n".join(line for line in HARMFUL.sub("", tidied(text)).split("\n") if visible(line))


def length(text: str) -> int:
    """How many characters of a text are seen, but for the spaces."""
    return len("".join(text.split()))
