"""Words as they are typed in cells: with spaces between their characters, over several lines, one character a line."""

from dangjian_kaoping.grammar.tokens import one_width


def close(text: str) -> str:
    """The characters of a text in one width, with no space or line end between them."""
    return "".join(one_width(text).split())


def in_one_word(name: str) -> str:
    """A name that was typed over several lines, or one character a line, as the one name that it is."""
    lines = [line.strip() for line in name.split("\n") if line.strip()]
    return "".join("".join(line.split()) if _spaced(line) else line for line in lines)


def _spaced(line: str) -> bool:
    words = line.split()
    return len(words) > 1 and all(len(word) == 1 for word in words)
