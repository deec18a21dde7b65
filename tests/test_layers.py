"""Data flows one way (docs/设计.md, 一条主线): the imports are walked, transitively, also those inside functions."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = "dangjian_kaoping"
SOURCE = Path(__file__).parent.parent / "src"

BASE = frozenset({"characters", "exact", "periods", "place", "pace", "diagnostics"})
"""What every layer may use."""

MODEL = frozenset({"model", "facts"})
"""What documents say: the kinds of facts lie between the values and rules of the model and its clauses."""

RESULTS = BASE | MODEL | {"engine", "checks", "compare", "cases", "proof"}
"""What is said, shown and written."""

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "characters": frozenset(),
    "exact": frozenset(),
    "periods": frozenset(),
    "pace": frozenset(),
    "ooxml": frozenset(),
    "database": frozenset(),
    "version": frozenset(),
    "place": frozenset({"characters"}),
    "diagnostics": frozenset({"place", "characters"}),
    "facts": BASE | {"model"},
    "model": BASE | {"facts"},
    "engine": BASE | MODEL,
    # of grammar only what a reading is: the session hands them in
    "checks": BASE | MODEL | {"engine", "grammar"},
    "compare": BASE | MODEL | {"engine", "grammar"},
    "cases": BASE | MODEL | {"engine", "checks"},
    "source": frozenset({"characters", "diagnostics", "place"}),
    "grammar": frozenset({"exact"}),
    "outline": frozenset({"characters", "exact", "grammar"}),
    "documents": BASE | {"source", "forms", "tables", "outline", "ooxml"},
    "loading": BASE | MODEL | {"source"},
    "proof": BASE | MODEL | {"engine", "checks", "cases"},
    "forms": BASE | MODEL | {"engine", "checks"},
    "tables": BASE | {"source", "forms"},
    "session": BASE
    | MODEL
    | {"source", "loading", "engine", "checks", "compare", "cases", "proof", "forms", "version", "grammar", "outline"},
    "group": BASE | MODEL | {"source", "loading", "engine", "checks", "compare", "grammar", "session", "version"},
    "words": RESULTS | {"forms", "grammar", "outline"},
    # of database only what a table is
    "views": RESULTS | {"words", "database"},
    "write": RESULTS | {"words", "views", "ooxml", "database", "forms", "grammar", "outline"},
    "verify": RESULTS | {"words", "views", "write", "ooxml"},
}
"""The layers that a layer may import beside itself."""

READERS = frozenset({"words", "views", "write", "verify"})
"""They read results, and know nothing of where these came from."""

PURE = frozenset(
    {
        *("characters", "exact", "periods", "place", "diagnostics", "model", "facts", "engine", "checks", "compare"),
        *("cases", "proof", "words", "views", "forms"),
    }
)
"""No I/O, no clock, no library that reads or writes, not even through another module."""

CALCULATES = frozenset(
    {
        *(
            "__future__",
            "abc",
            "bisect",
            "collections",
            "contextlib",
            "dataclasses",
            "datetime",
            "decimal",
            "difflib",
            "enum",
            "fractions",
        ),
        *("functools", "heapq", "itertools", "math", "operator", "re", "statistics", "types", "typing", "unicodedata"),
        *("hashlib", "json", "pydantic", "pydantic_core", "typing_extensions"),
    }
)
"""All that a pure layer may import from outside: it calculates, and touches neither files nor clock nor locale."""

WORDLESS = frozenset({"exact", "engine", "compare"})
"""They say nothing: what a result is called in Chinese is the business of `words`, and of the diagnostics."""

CLOCK = frozenset({"today", "now", "utcnow", "fromtimestamp", "utcfromtimestamp"})
CHINESE = re.compile(r"[\u4e00-\u9fff]")
OUTSIDE = frozenset({"open", "print", "input", "exec", "eval", "breakpoint", "__import__"})


class Module(NamedTuple):
    """A module of the package: what it imports, the calls by which it would reach outside, and its Chinese strings."""

    imports: tuple[tuple[str, int], ...]
    reaches: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, int], ...]


class Tree:
    """The modules of a package, by dotted name."""

    def __init__(self, source: Path, package: str) -> None:
        self.package = package
        self.modules = {_name(path, source): _read(path, source) for path in sorted((source / package).rglob("*.py"))}

    def layer(self, module: str) -> str:
        """`engine` of `dangjian_kaoping.engine.score.item`; the package itself and its way in have none."""
        return module.split(".")[1] if "." in module else ""

    def of_layer(self, layer: str) -> list[str]:
        """The modules of one layer."""
        return [module for module in self.modules if self.layer(module) == layer]

    def own(self, name: str) -> list[str]:
        """The modules of the package that an imported name makes Python run: itself, or what holds it, and parents.

        The package's own is left out: what it offers it imports only when it is asked (a test below shows it).
        """
        parts = name.split(".")
        found = [".".join(parts[:length]) for length in range(2, len(parts) + 1)]
        return [module for module in found if module in self.modules] if parts[0] == self.package else []

    def chains(self, start: str) -> Iterator[tuple[str, ...]]:
        """Every module that a module runs, with the shortest way to it."""
        ways: dict[str, tuple[str, ...]] = {start: (start,)}
        queue = [start]
        for module in queue:
            yield ways[module]
            for name, _ in self.modules[module].imports:
                for target in self.own(name):
                    if target not in ways:
                        ways[target] = (*ways[module], target)
                        queue.append(target)

    def named(self, module: str) -> set[str]:
        """The modules that a module cannot do without, at any time and for whatever reason: also for types alone.

        The packages that it lies in itself count only where it asks for what stands in them.
        """
        found: set[str] = set()
        for name, _ in self.modules[module].imports:
            ways = [self.package, *self.own(name)] if name.split(".")[0] == self.package else []
            around = {way for way in ways[:-1] if way == self.package or f"{module}.".startswith(f"{way}.")}
            found |= set(ways) - around
        return found

    def circles(self) -> Iterator[str]:
        """Modules that cannot do without one another; each circle is told once, from its first module on."""
        for start in self.modules:
            ways: dict[str, tuple[str, ...]] = {start: (start,)}
            queue = [start]
            for module in queue:
                named = self.named(module)
                if start in named:
                    yield " → ".join((*ways[module], start))
                    break
                # what stands before the start has been told with it
                for target in sorted(named - ways.keys()):
                    if target > start:
                        ways[target] = (*ways[module], target)
                        queue.append(target)

    def impurities(self, start: str) -> Iterator[str]:
        """How a module that should only calculate comes to reach outside."""
        for chain in self.chains(start):
            module = self.modules[chain[-1]]
            for name, line in module.imports:
                if not self.own(name) and name.split(".")[0] not in CALCULATES:
                    yield f"{' → '.join(chain)}:{line} imports {name}"
            for name, line in module.reaches:
                yield f"{' → '.join(chain)}:{line} calls {name}"

    def foreign_formats(self) -> Iterator[str]:
        """How a writer of one format comes to run that of another; what they share belongs to none."""
        formats = {module.split(".")[2] for module in self.of_layer("write") if module.count(".") > 2}
        for module in self.of_layer("write"):
            own = module.split(".")[2:3]
            for chain in self.chains(module):
                other = chain[-1].split(".")[2:3]
                if self.layer(chain[-1]) == "write" and formats.intersection(other) and other != own:
                    yield " → ".join(chain)

    def trespasses(self, layer: str) -> Iterator[str]:
        """Imports of layers that this one may not know."""
        for module in self.of_layer(layer):
            for name, line in self.modules[module].imports:
                for target in self.own(name):
                    other = self.layer(target)
                    if other and other != layer and not may_import(layer, other):
                        yield f"{module}:{line} imports {target}"


def may_import(layer: str, other: str) -> bool:
    """Whether one layer may import another."""
    return layer in ("cli", "__main__") or other in MAY_IMPORT[layer]


def _name(path: Path, source: Path) -> str:
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _read(path: Path, source: Path) -> Module:
    name = _name(path, source)
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    imports: list[tuple[str, int]] = []
    reaches: list[tuple[str, int]] = []
    words: list[tuple[str, int]] = []
    module = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            imports += ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, package)
            imports += ((f"{origin}.{alias.name}", node.lineno) for alias in node.names)
        elif isinstance(node, ast.Attribute) and node.attr in CLOCK:
            reaches.append((node.attr, node.lineno))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in OUTSIDE:
            reaches.append((node.func.id, node.lineno))
        elif isinstance(node, ast.Constant) and id(node) not in docstrings and CHINESE.search(str(node.value)):
            words.append((str(node.value), node.lineno))
    return Module(tuple(imports), tuple(reaches), tuple(words))


def _origin(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parents = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join([*parents, node.module] if node.module else parents)


@cache
def tree() -> Tree:
    return Tree(SOURCE, PACKAGE)


_MODULES = (path.relative_to(SOURCE / PACKAGE) for path in (SOURCE / PACKAGE).rglob("*.py"))
LAYERS = sorted({path.parts[0].removesuffix(".py") for path in _MODULES} - {"__init__"})


def test_the_walk_sees_the_package() -> None:
    assert {"cli", "engine", "model", "checks", "loading", "source", "words", "write"} <= set(LAYERS)
    # the command imports the workbook only inside a function: that is found too
    chains = {chain[-1]: chain for chain in tree().chains(f"{PACKAGE}.cli.commands.rank")}
    assert f"{PACKAGE}.write.xlsx.report" in chains
    assert f"{PACKAGE}.exact" in chains


@pytest.mark.parametrize("layer", sorted(PURE))
def test_a_pure_layer_reaches_nothing_outside(layer: str) -> None:
    assert [fault for module in tree().of_layer(layer) for fault in tree().impurities(module)] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_imports_only_what_lies_before_it(layer: str) -> None:
    assert list(tree().trespasses(layer)) == []


@pytest.mark.whole
def test_no_module_needs_one_that_needs_it() -> None:
    assert list(tree().circles()) == []


@pytest.mark.whole
@pytest.mark.parametrize("layer", sorted(READERS & set(LAYERS)))
def test_writers_know_nothing_of_commands_and_files_that_were_read(layer: str) -> None:
    for module in tree().of_layer(layer):
        for chain in tree().chains(module):
            assert tree().layer(chain[-1]) not in ("cli", "loading", "source", "session"), " → ".join(chain)


@pytest.mark.whole
def test_only_a_session_or_a_group_joins_what_is_read_with_what_follows_and_only_commands_that_with_writers() -> None:
    for layer in set(LAYERS) - {"cli", "__main__"}:
        known = {tree().layer(chain[-1]) for module in tree().of_layer(layer) for chain in tree().chains(module)}
        # a group is many workspaces, and asks a session of each
        joins = bool(known & {"loading", "source"} and known & {"engine", "checks"})
        assert layer in ("session", "group") or not joins, layer
        assert not (known & {"loading", "source", "session"} and known & READERS), layer
        assert "cli" not in known, layer


def test_a_session_asks_no_clock_and_prints_nothing() -> None:
    modules = {module: tree().modules[module] for module in tree().of_layer("session")}
    assert {module: found.reaches for module, found in modules.items() if found.reaches} == {}
    assert {module for module, found in modules.items() if "sys" in dict(found.imports)} == set()


@pytest.mark.whole
def test_the_package_loads_nothing_before_it_is_asked() -> None:
    program = (
        "import sys, dangjian_kaoping as package\n"
        "before = sum(each.startswith('dangjian_kaoping') for each in sys.modules)\n"
        "print(before, package.Session.__module__, 'typer' in sys.modules, 'xlsxwriter' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "dangjian_kaoping.session.session", "False", "False"]


def test_a_kind_of_fact_knows_only_the_values_and_rules_of_the_model() -> None:
    declared = ("document", "marks", "reading", "strictly")
    names = (*declared, "values", "number", "by_class", "rewriting", "rule")
    lower = {f"{PACKAGE}.model", *(f"{PACKAGE}.model.{name}" for name in names)}
    known = {each for module in tree().of_layer("facts") for chain in tree().chains(module) for each in chain[1:]}
    assert {each for each in known if tree().layer(each) == "model"} == lower


def test_every_layer_has_its_rule() -> None:
    # a new layer is thought about once: it calculates, it reads results, or it stands at the way in
    assert set(LAYERS) == MAY_IMPORT.keys() | {"cli", "__main__"}


@pytest.mark.whole
def test_no_library_that_reads_or_writes_is_loaded_with_the_pure_layers() -> None:
    modules = [module for layer in PURE for module in tree().of_layer(layer)]
    program = (
        f"import importlib, sys\nfor each in {modules!r}: importlib.import_module(each)\n"
        "print(*sorted({'yaml', 'openpyxl', 'xlsxwriter', 'rich', 'typer'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.whole
def test_a_table_of_points_loads_nothing_of_money_and_of_problems() -> None:
    program = (
        "import sys, dangjian_kaoping.write.text.score_table\n"
        "print(*(each for each in sys.modules if each == 'statistics' or '.money' in each or '.follow' in each))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("layer", sorted(WORDLESS))
def test_what_calculates_holds_no_words(layer: str) -> None:
    modules = [(name, tree().modules[name]) for name in tree().modules if tree().layer(name) == layer]
    assert [f"{name}:{line} {words}" for name, module in modules for words, line in module.words] == []


def test_the_walk_finds_words(tmp_path: Path) -> None:
    _write(tmp_path, {"engine/step.py": '"""步骤"""\nNAME = f"第 {1} 名"\n"""名次"""'})
    assert Tree(tmp_path, "plant").modules["plant.engine.step"].words == (("第 ", 2), (" 名", 2))


@pytest.mark.whole
def test_a_format_is_written_without_another() -> None:
    assert list(tree().foreign_formats()) == []


def test_the_walk_finds_foreign_formats(tmp_path: Path) -> None:
    written = {"write/__init__.py": "", "write/layout.py": "from plant.write.csv import cell"}
    csv = {"write/csv/__init__.py": "", "write/csv/cell.py": "import plant.write.csv.quote", "write/csv/quote.py": ""}
    text = {"write/text/__init__.py": "", "write/text/grid.py": "import plant.write.csv.quote"}
    _write(tmp_path, written | csv | text)
    faults = list(Tree(tmp_path, "plant").foreign_formats())
    assert "plant.write.text.grid → plant.write.csv.quote" in faults
    assert "plant.write.layout → plant.write.csv.cell → plant.write.csv.quote" in faults
    assert not any(fault.startswith("plant.write.csv") for fault in faults)


CULPRITS = {
    "directly": ({"engine/step.py": "import os"}, "plant.engine.step:1 imports os"),
    "in a function": (
        {"engine/step.py": "def score():\n    from pathlib import Path\n    return Path"},
        "plant.engine.step:2 imports pathlib.Path",
    ),
    "through another module": (
        {"engine/step.py": "from plant.numbers import total", "numbers.py": "import time\ntotal = sum"},
        "plant.engine.step → plant.numbers:1 imports time",
    ),
    "through a relative import": (
        {"engine/step.py": "from . import table", "engine/table.py": "from ..numbers import yaml", "numbers.py": ""},
        None,
    ),
    "through the package of a module": (
        {"engine/step.py": "import plant.model.fact", "model/__init__.py": "import yaml", "model/fact.py": ""},
        "plant.engine.step → plant.model:1 imports yaml",
    ),
    "by the clock": (
        {"engine/step.py": "import datetime\nlate = datetime.date.today()"},
        "plant.engine.step:2 calls today",
    ),
    "by opening a file": ({"engine/step.py": "text = open('a')"}, "plant.engine.step:1 calls open"),
    "by importing a name": (
        {"engine/step.py": "import importlib\nimportlib.import_module('yaml')"},
        "plant.engine.step:1 imports importlib",
    ),
    "by a date alone": ({"engine/step.py": "from datetime import date\nday = date(2021, 1, 1)"}, None),
}


@pytest.mark.parametrize("how", CULPRITS)
def test_the_walk_finds_what_reaches_outside(how: str, tmp_path: Path) -> None:
    files, fault = CULPRITS[how]
    _write(tmp_path, files)
    assert list(Tree(tmp_path, "plant").impurities("plant.engine.step")) == ([fault] if fault else [])


CIRCLES = {
    "of two": (
        {"a.py": "import plant.b", "b.py": "from plant.a import x"},
        ["plant.a → plant.b → plant.a"],
    ),
    "of three, in a function and for types": (
        {
            "engine/a.py": "from plant.engine import b",
            "engine/b.py": "def of():\n    from .c import x",
            "engine/c.py": "if TYPE_CHECKING:\n    from plant.engine.a import x",
        },
        ["plant.engine.a → plant.engine.b → plant.engine.c → plant.engine.a"],
    ),
    "of a package with what lies in it": (
        {"facts/__init__.py": "from plant.facts.a import x", "facts/a.py": "from plant.facts import y"},
        ["plant.facts → plant.facts.a → plant.facts"],
    ),
    "with the whole": (
        {"__init__.py": "def x():\n    from plant.a import x", "a.py": "from plant import y"},
        ["plant → plant.a → plant"],
    ),
    "through the package of what is wanted": (
        {"facts/__init__.py": "import plant.model", "facts/a.py": "", "model.py": "import plant.facts.a"},
        ["plant.facts → plant.model → plant.facts"],
    ),
    "of two that are far from the first": (
        {"a.py": "import plant.b", "b.py": "import plant.c", "c.py": "import plant.b"},
        ["plant.b → plant.c → plant.b"],
    ),
    "of none": ({"facts/__init__.py": "import plant.facts.a", "facts/a.py": "import plant.b", "b.py": ""}, []),
}


@pytest.mark.parametrize("kind", CIRCLES)
def test_the_walk_finds_circles(kind: str, tmp_path: Path) -> None:
    files, found = CIRCLES[kind]
    _write(tmp_path, files)
    assert list(Tree(tmp_path, "plant").circles()) == found


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("write/table.py", "def show():\n    from plant.cli import app", "plant.write.table:2 imports plant.cli"),
        ("write/xlsx/book.py", "from ...loading import workspace", "plant.write.xlsx.book:1 imports plant.loading"),
        ("engine/item.py", "import plant.checks", "plant.engine.item:1 imports plant.checks"),
        ("engine/item.py", "import plant.model", None),
        ("checks/round.py", "from plant import engine", None),
        ("loading/workspace.py", "from plant.checks import record", "plant.loading.workspace:1 imports plant.checks"),
    ],
)
def test_the_walk_finds_trespasses(file: str, text: str, fault: str | None, tmp_path: Path) -> None:
    others = ("cli", "loading", "checks", "model", "engine", "write", "write/xlsx")
    _write(tmp_path, {**{f"{layer}/__init__.py": "" for layer in others}, file: text})
    assert list(Tree(tmp_path, "plant").trespasses(file.partition("/")[0])) == ([fault] if fault else [])


def _write(source: Path, files: Mapping[str, str]) -> None:
    for file, text in {"__init__.py": "", "engine/__init__.py": "", **files}.items():
        path = source / "plant" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
