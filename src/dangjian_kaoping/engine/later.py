"""Parts that are put together only when somebody reads them: most of a large round's are never read."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

Part_co = TypeVar("Part_co", covariant=True)


class Later(Sequence[Part_co]):
    """A tuple that is asked for at the first reading; from then on it is always the same."""

    __slots__ = ("_ask", "_read")

    def __init__(self, ask: Callable[[], Sequence[Part_co]]) -> None:
        self._ask = ask
        self._read: tuple[Part_co, ...] | None = None

    def _parts(self) -> tuple[Part_co, ...]:
        if self._read is None:
            self._read = tuple(self._ask())
        return self._read

    @overload
    def __getitem__(self, index: int) -> Part_co: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Part_co, ...]: ...
    def __getitem__(self, index: int | slice) -> Part_co | tuple[Part_co, ...]:
        return self._parts()[index]

    def __len__(self) -> int:
        return len(self._parts())

    def __iter__(self) -> Iterator[Part_co]:
        return iter(self._parts())

    def __eq__(self, other: object) -> bool:
        return self._parts() == (other._parts() if isinstance(other, Later) else other)

    def __hash__(self) -> int:
        return hash(self._parts())
