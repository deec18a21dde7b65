"""Paths as a waiver writes them: `data/2021Q1/*.yaml`, where `*` stands for any text, also for several folders."""


class PathPattern:
    """One such path. To match takes one walk along the path, however many `*` there are."""

    def __init__(self, text: str) -> None:
        self._first, *parts = text.split("*")
        self._starred = bool(parts)
        self._last = parts.pop() if parts else ""
        self._between = [part for part in parts if part]
        self.names_something = any("*" not in name and name.strip(". ") for name in text.split("/"))
        """Whether a file or a folder is written out in full."""

    def matches(self, path: str) -> bool:
        """Whether a path is one of those that are meant."""
        if not self._starred:
            return path == self._first
        end = len(path) - len(self._last)
        at = len(self._first)
        if end < at or not (path.startswith(self._first) and path.endswith(self._last)):
            return False
        for part in self._between:
            # the leftmost leaves the most for those that follow
            found = path.find(part, at, end)
            if found < 0:
                return False
            at = found + len(part)
        return True
