"""Text as it is printed: its lines, without characters that nobody sees."""

from dangjian_kaoping.characters import tidied, visible


def printed(text: str) -> str:
    """A text in the lines that are seen of it: those that show nothing are left out."""
    lines = ("".join(each for each in line if each == " " or visible(each)) for line in tidied(text).split("\n"))
    return "\n".join(line for line in lines if visible(line))


def length(text: str) -> int:
    """How many characters of a text are seen, but for the spaces."""
    return len("".join(text.split()))
