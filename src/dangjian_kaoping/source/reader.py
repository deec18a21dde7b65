"""YAML text to plain data with positions, on libyaml's event stream.

Walking the events costs a fraction of `yaml.load` and keeps the marks that they carry. Scalars stay text
until the model gives them a type: 0.1 was never a float, `no` is not false, 017 is not 15.
"""

import re
import sys
from typing import Any, cast

import yaml
from yaml import (
    AliasEvent,
    CSafeLoader,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.place import Place, Span
from dangjian_kaoping.source.comments import Comments
from dangjian_kaoping.source.nodes import NOTHINGS
from dangjian_kaoping.source.nodes import Map as Map
from dangjian_kaoping.source.nodes import Nothing as Nothing
from dangjian_kaoping.source.nodes import Seq as Seq
from dangjian_kaoping.source.syntax import blame_syntax, blame_text, blame_wide_key, holds_wide_colon

MOST_DEPTH = 40
"""libyaml slows quadratically with depth, and no document of ours is a quarter as deep."""


MOST_VALUES = 5_000_000
"""Keys and values of a file: three times a department's at 50,000 branches; each takes memory beside its text."""
_LARGE = 40_000
"""Characters of a text for which it is worth while to get ready for what is plainly written; ready, any is seen."""
_PLAIN = "dangjian_kaoping.source.plain"
MOST_DUPLICATES = 100
"""So many are enough to tell; a file of nothing else would take as long as it has keys, squared."""


def place_of(file: str, mark: Any) -> Place:
    """A libyaml mark (from 0) as a place (from 1)."""
    return Place(file, mark.line + 1, mark.column + 1)


def read_yaml(text: str, file: str, faults: Faults) -> Map | None:
    """The document's mapping; None where anything is wrong with how it is written, and then faults say what."""
    before = len(faults)
    data = read_anyhow(text, file, faults)
    return data if len(faults) == before else None


def read_anyhow(text: str, file: str, faults: Faults) -> Map | None:
    """The document's mapping in spite of faults after which one can go on; None where one cannot."""
    before = len(faults)
    blame_text(text, file, faults, MOST_DEPTH)
    if len(faults) > before:
        return None
    if (len(text) >= _LARGE or _PLAIN in sys.modules) and (plain := _plainly_written(text)) is not None:
        return plain
    comments = Comments(text, file, faults)
    try:
        data = _walk(CSafeLoader(text), file, faults, comments)
        comments.pass_to(len(text))
    except yaml.YAMLError as error:
        comments.pass_to(_offset(error))
        if not comments.cut_last:
            blame_syntax(error, text, file, faults)
        return None
    if isinstance(data, Map):
        data.text = text
        return data
    if len(faults) == before:
        faults.add(codes.KP111() if data is None else codes.KP112(), Place(file, 1))
    return None


def _plainly_written(text: str) -> Map | None:
    from dangjian_kaoping.source.plain import most_events, plainly_written

    return plainly_written(text) if most_events(text) <= MOST_VALUES else None


def _offset(error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None)
    return 0 if mark is None else int(mark.index)


def read_header(text: str) -> dict[str, str]:
    """The scalars with which a document begins, up to its first nested value; what is wrong later is not seen."""
    header: dict[str, str] = {}
    loader = CSafeLoader(text)
    key: str | None = None
    try:
        while not isinstance(event := loader.get_event(), StreamEndEvent):
            if isinstance(event, ScalarEvent):
                if key is None:
                    key = event.value
                else:
                    header[key], key = event.value, None
            elif key is not None:
                break
    except yaml.YAMLError:
        pass
    finally:
        loader.dispose()
    return header


def top_scalars(text: str) -> dict[str, slice]:
    """Where in a text the plain values of the document's own keys are written, quotes included.

    For those who change a value and leave all else as it is; only for what can be read.
    """
    found: dict[str, slice] = {}
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    depth, key = 0, None
    for event in yaml.parse(text, Loader=CSafeLoader):
        if isinstance(event, (MappingStartEvent, SequenceStartEvent)):
            depth += 1
            key = None
        elif isinstance(event, (MappingEndEvent, SequenceEndEvent)):
            depth -= 1
        elif depth == 1 and isinstance(event, ScalarEvent):
            if key is None:
                key = event.value
            else:
                marks = cast(tuple[Any, Any], (event.start_mark, event.end_mark))
                start, end = (starts[mark.line] + mark.column for mark in marks)
                found[key], key = slice(start, end), None
    return found


class _Refused(yaml.YAMLError):
    """A use of YAML that has been blamed already and ends the walk."""


def _walk(loader: Any, file: str, faults: Faults, comments: Comments) -> Any:
    try:
        return _build(loader.get_event, file, faults, comments)
    except _Refused:
        return None
    finally:
        loader.dispose()


def _build(next_event: Any, file: str, faults: Faults, comments: Comments) -> Any:
    root: Any = None
    documents = duplicates = values = 0
    stack: list[Map | Seq] = []
    top: Map | Seq | None = None
    key: str | None = None
    key_mark: Any = None
    key_quoted = False

    while True:
        event = next_event()
        kind = type(event)
        values += 1
        if values > MOST_VALUES:
            faults.add(codes.KP174(most=MOST_VALUES), place_of(file, event.start_mark))
            raise _Refused
        if kind is ScalarEvent:
            value: Any = event.value
            if event.anchor is not None or event.tag is not None:
                _refuse(event, file, faults)
            if not event.style:
                if not value:
                    value = None
                elif value in NOTHINGS:
                    value = Nothing(value)
            if event.end_mark.index >= comments.anchor:
                comments.see(event, top)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.anchor is not None or event.tag is not None:
                _refuse(event, file, faults)
            value = Map(event.start_mark) if kind is MappingStartEvent else Seq(event.start_mark)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            stack.pop()
            top = stack[-1] if stack else None
            continue
        elif kind is AliasEvent:
            _refuse(event, file, faults)
            continue
        elif kind is StreamEndEvent:
            return root
        else:
            documents += kind is yaml.DocumentStartEvent
            if documents > 1:
                faults.add(codes.KP105(what="一个文件里写了几份文档（---）"), place_of(file, event.start_mark))
                raise _Refused
            continue

        if type(top) is Map:
            if key_mark is None:
                if kind is not ScalarEvent or value is None:
                    faults.add(codes.KP105(what="以列表、表格或空白作键"), place_of(file, event.start_mark))
                    raise _Refused
                if value == "<<" and not event.style:
                    faults.add(codes.KP105(what="合并键（<<）"), place_of(file, event.start_mark), width=2)
                    raise _Refused
                key, key_mark, key_quoted = cast(str, value), event.start_mark, bool(event.style)
                continue
            if "：" in cast(str, key) and holds_wide_colon(cast(str, key), value, quoted=key_quoted):
                blame_wide_key(cast(str, key), place_of(file, key_mark), faults)
            if key in top:
                first = top.key_marks[list(top).index(cast(str, key))]
                faults.add(
                    codes.KP104(key=key, line=first.line + 1), place_of(file, key_mark), width=len(cast(str, key))
                )
                duplicates += 1
                if duplicates == MOST_DUPLICATES:
                    raise _Refused
            else:
                top[cast(str, key)] = value
                top.key_marks.append(key_mark)
                top.value_marks.append(event.start_mark)
            key_mark = None
        elif top is not None:
            cast(Seq, top).append(value)
            cast(Seq, top).marks.append(event.start_mark)
        else:
            root = value

        if kind is not ScalarEvent:
            if len(stack) == MOST_DEPTH:
                faults.add(codes.KP106(most=MOST_DEPTH), place_of(file, event.start_mark))
                raise _Refused
            stack.append(value)
            top = value


def _refuse(event: Any, file: str, faults: Faults) -> None:
    what = "别名（*）" if isinstance(event, AliasEvent) else "锚点（&）" if event.anchor is not None else "标签（!）"
    faults.add(codes.KP105(what=what), place_of(file, event.start_mark))
    raise _Refused


def place_at(data: Map, location: tuple[int | str, ...], file: str) -> Place:
    """Where a location in a document's data stands: the value's place, or the last one on the way.

    The parts of a location that are not keys of the data (pydantic's union tags, `[key]`) are passed over.
    """
    node: object = data
    mark = None
    written: object = None
    for index, part in enumerate(location):
        found = _step(node, part)
        if found is None:
            continue
        key_mark, value_mark, node = found
        at_key = key_mark is not None and (location[index + 1 :] == ("[key]",) or node is None)
        mark, written = (key_mark, part) if at_key else (value_mark, node)
    return Place(file, 1) if mark is None else _span(file, mark, data, written)


def key_place(data: Map, location: tuple[int | str, ...], file: str) -> Place:
    """Where the last key of a location in a document's data stands; the last place on the way where it does not."""
    node: object = data
    for part in location[:-1]:
        found = _step(node, part)
        node = node if found is None else found[2]
    last = _step(node, location[-1])
    if last is None or last[0] is None:
        return place_at(data, location, file)
    return _span(file, last[0], data, location[-1])


def _step(node: object, part: int | str) -> tuple[Any, Any, Any] | None:
    """The marks of a key and its value, and the value; an element of a list has no key. None where there is none."""
    if isinstance(node, Map) and part in node:
        position = node.position(cast(str, part))
        return node.key_marks[position], node.value_marks[position], node[cast(str, part)]
    if isinstance(node, Seq) and isinstance(part, int) and part < len(node):
        return None, node.marks[part], node[part]
    return None


_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")


def _span(file: str, mark: Any, data: Map, written: object) -> Span:
    """What begins at a mark: a scalar as it is written, with its quotes; of anything else the first character."""
    place = place_of(file, mark)
    if not isinstance(written, str):
        return Span.at(place, 1)
    quoted = _QUOTED.match(data.line(mark.line), mark.column)
    return Span.at(place, len(quoted[0]) if quoted else len(written))
