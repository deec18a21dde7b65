"""A simulated nation, once by hand: `python benchmarks/nation.py 文件夹` generates the score chunks of 5 million
branches and ranks them by the queries of the repository, as a run on several machines does.

Figures are made by counting and hashing, the same every time; the chunks are those that workers write
(group/cluster/chunk.py), only that no workspace was read for them. What that costs is measured by `make bench`.
"""

import resource
import sys
import time
from pathlib import Path

from measuring import circumstances

from dangjian_kaoping.group.cluster.engine import database
from dangjian_kaoping.group.cluster.tables import AREAS, BRANCHES, KINDS, UNITS, Kind
from dangjian_kaoping.group.cluster.together import opened, sql

UNITS_IN_ALL, UNITS_OF_CHUNK = 4_000, 40
SMALLEST, STEP = 250, 250
"""Branches of a unit: from 250 to 2250, 1250 on the average."""
REGIONS, VERSIONS = 31, 6
CLASSES = ("机关", "生产", "检修", "经营", "后勤")
AREAS_OF_UNIT = 10

_UNITS = f"""
CREATE TABLE base_units AS
    SELECT i, printf('U%05d', i) AS unit, printf('第%05d单位', i) AS name,
        printf('区域%02d', hash(i) % {REGIONS}) AS region,
        hash(i + 7) % {VERSIONS} AS version, sha256('rubric' || hash(i + 7) % {VERSIONS}) AS rubric,
        {SMALLEST} + {STEP} * (i % 9) AS branches
    FROM range({UNITS_IN_ALL}) AS t(i)
"""
_CHUNK = {
    UNITS: """
SELECT unit, name, region, unit AS folder, name AS said, NULL AS trouble, 'as_sealed' AS seal,
    '2021-04-10' AS sealed_on, true AS final, true AS counted, version::VARCHAR AS version, rubric,
    CASE WHEN version = 0 THEN 'dense' ELSE 'standard' END AS ranking, branches,
    0 AS errors, '' AS told, 86 AS materials, 31.5 AS trace_percent, '31.50' AS trace_percent_text,
    3 AS sheets, branches * 5 AS findings
FROM base_units WHERE i BETWEEN $1 AND $2 ORDER BY i""",
    BRANCHES: f"""
SELECT unit, printf('ZB%05d', b) AS branch, printf('第%05d党支部', b) AS name,
    {list(CLASSES)}[1 + (hash(i * 3000 + b) % {len(CLASSES)})::INT] AS branch_class,
    CASE WHEN hash(i * 3000 + b + 1) % 1000 > 0 THEN printf('%d.%02d', cents // 100, cents % 100) END AS composite,
    CASE WHEN hash(i * 3000 + b + 1) % 1000 > 0 THEN printf('%d.%02d', cents // 100, cents % 100) END AS composite_text,
    NULL AS rank, NULL AS grade, hash(i * 3000 + b + 2) % 5000 = 0 AS behind,
    b < 3 AS last, (hash(i * 3000 + b + 3) % 50 = 0)::INT AS undone
FROM (SELECT i, unit, b, (6000 + hash(i * 3000 + b + 4) % 2000 + hash(i * 3000 + b + 5) % 2000)::INT AS cents
    FROM base_units, range(3000) AS t(b) WHERE i BETWEEN $1 AND $2 AND b < branches ORDER BY i, b)""",
    AREAS: f"""
SELECT unit, printf('方面%02d', a) AS area, branches // 2 AS found, branches // 3 AS open, branches // 20 AS overdue
FROM base_units, range({AREAS_OF_UNIT}) AS t(a) WHERE i BETWEEN $1 AND $2 ORDER BY i, a""",
}


def generated(folder: Path) -> dict[Kind, list[Path]]:
    """The files of all chunks."""
    folder.mkdir(parents=True, exist_ok=True)
    base = database()
    base.execute(_UNITS)
    found: dict[Kind, list[Path]] = {kind: [] for kind in KINDS}
    for start in range(0, UNITS_IN_ALL, UNITS_OF_CHUNK):
        for kind, asked in _CHUNK.items():
            file = folder / f"2021Q1-{start:05d}.{kind.name}.parquet"
            columns = ", ".join(f"{each.name}::{each.type} AS {each.name}" for each in kind.columns)
            bound = asked.replace("$1", str(start)).replace("$2", str(start + UNITS_OF_CHUNK - 1))
            base.execute(f"COPY (SELECT {columns} FROM ({bound})) TO '{file}' (FORMAT parquet, COMPRESSION zstd)")
            found[kind].append(file)
    base.close()
    return found


class Clock:
    """What each step costs, printed as it ends: CPU and the clock (秒), the most memory of the process so far (GB)."""

    def __init__(self) -> None:
        self._cpu, self._clock = time.process_time(), time.monotonic()

    def tell(self, what: str) -> None:
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        cpu, clock = time.process_time() - self._cpu, time.monotonic() - self._clock
        print(f"{what:<48} {cpu:7.1f} s CPU {clock:7.1f} s {most:6.2f} GB", flush=True)
        self._cpu, self._clock = time.process_time(), time.monotonic()


def main(folder: Path) -> None:
    print(circumstances())
    clock = Clock()
    tables = generated(folder)
    size = sum(each.stat().st_size for files in tables.values() for each in files)
    clock.tell(f"generated, {sum(map(len, tables.values()))} files, {size / 2**20:.0f} MB")
    base = opened(tables, memory="14GB")
    (counted,) = base.execute("SELECT count(*) FROM ranked").fetchall()
    clock.tell(f"ranked by version, and by class: {counted[0]} branches")
    base.execute(f"CREATE TABLE by_region AS {sql('ranking_by_region')}")
    clock.tell("ranked by region and class")
    for name in ("spread", "grades", "tens", "problems"):
        base.execute(sql(name)).fetchall()
        clock.tell(name)
    target = folder / "by_region.parquet"
    order = "rubric, region, branch_class, region_place, unit, branch"
    written = f"COPY (SELECT * FROM by_region ORDER BY {order}) TO '{target}'"
    base.execute(f"{written} (FORMAT parquet, COMPRESSION zstd)")
    clock.tell(f"written, {target.stat().st_size / 2**20:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
