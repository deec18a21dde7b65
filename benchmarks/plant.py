"""A plant of N branches with five findings each, the same every time: figures are made by counting, not by chance."""

from pathlib import Path

DEPARTMENTS = ("党群工作部", "纪委办公室", "厂工会", "党委办公室")
CLASSES = ("生产", "检修", "机关")
ITEMS = 40
POINTS = "2.5"


def _rubric() -> str:
    lines = [
        "kind: rubric",
        "version: 2020",
        "title: 量测用细则",
        "effective_from: 2020Q1",
        "total: 100",
        "measure:",
        "  last: {places: 3}",
        "areas:",
    ]
    for area in range(4):
        lines += [f"- id: A{area}", f"  name: 方面{area}", "  points: 25", "  items:"]
        for number in range(area * 10, area * 10 + 10):
            lines += [
                f"  - id: X-{number:02d}",
                f"    title: 项目{number}",
                f"    points: {POINTS}",
                f"    department: {DEPARTMENTS[area]}",
                "    standard: 按规定补齐，并说明原因",
                "    not_applicable: full",
                "    clauses:",
                "    - id: 缺少",
                "      text: 每少1次扣0.5分，累计不超过2分",
                "      fact: {missing: 次, required: 1, per: month}",
                "      deduct: {each: 0.5}",
                "      at_most: 2",
                "    - id: 不实",
                "      text: 记录不实每处扣0.2分，五处（含）以上不得分",
                "      fact: {count: 处}",
                "      deduct: {each: {by_class: {生产: 0.2, 检修: 0.2}, otherwise: 0.3}}",
                "      empties: {from: 5}",
            ]
    return "\n".join(lines) + "\n"


def _roster(branches: int) -> str:
    lines = ["kind: roster", "version: 1", f"classes: [{', '.join(CLASSES)}]", "departments:"]
    lines += [f"  BS{index}: [{{from: 2018-01-01, name: {name}}}]" for index, name in enumerate(DEPARTMENTS)]
    lines.append("branches:")
    for index in range(branches):
        branch_class = CLASSES[index % 3]
        row = f"from: 2018-01-01, name: 第{index:05d}党支部, class: {branch_class}, head_count: {20 + index % 30}"
        lines.append(f"  ZB{index:05d}: [{{{row}}}]")
    return "\n".join(lines) + "\n"


def _findings(index: int, department: int) -> list[str]:
    """Five findings a branch: two of the first department, one of each other."""
    lines = []
    for turn in range(2 if department == 0 else 1):
        number = department * 10 + (index * 7 + turn * 3) % 10
        mark = index * 13 + department * 5 + turn
        clause, fact = ("缺少", f"missing: {mark % 3 + 1}") if mark % 2 else ("不实", f"count: {mark % 6 + 1}")
        lines += [
            f"    - item: X-{number:02d}",
            f"      clause: {clause}",
            f"      {fact}",
            f"      reason: 检查第{index}号支部时发现，资料与实际不符，未按要求完成",
            "      standard: 月底前补齐，并由支部书记复核后报部室",
            "      settled: on_site",
        ]
    return lines


def _inspection(branches: int, department: int, of: int) -> str:
    lines = ["kind: inspection", "version: 1", "quarter: 2021Q1", f"department: {DEPARTMENTS[department]}", "branches:"]
    for index in range(branches):
        lines += [
            f"  第{index:05d}党支部:",
            "    date: 2021-03-25",
            "    findings:",
            *_findings(index + of, department),
        ]
    return "\n".join(lines) + "\n"


def _self(branches: int, month: int) -> str:
    lines = ["kind: self", "version: 1", f"month: 2021-{month:02d}", "branches:"]
    lines += [f"  第{index:05d}党支部:" for index in range(branches)]
    return "\n".join(lines) + "\n"


def build(root: Path, branches: int, of: int = 0) -> list[Path]:
    """Write the workspace and return its inspection files; plants of other numbers have other findings."""
    for folder in ("rubrics", "data/2021Q1/inspection", "data/2021Q1/self"):
        (root / folder).mkdir(parents=True)
    (root / "kaoping.yaml").write_text("kind: workspace\nversion: 1\nunit: 量测用\n", "utf-8")
    (root / "rubrics/2020.yaml").write_text(_rubric(), "utf-8")
    (root / "data/roster.yaml").write_text(_roster(branches), "utf-8")
    files = []
    for department in range(4):
        path = root / f"data/2021Q1/inspection/{department}.yaml"
        path.write_text(_inspection(branches, department, of), "utf-8")
        files.append(path)
    for month in (1, 2, 3):
        (root / f"data/2021Q1/self/{month:02d}.yaml").write_text(_self(branches, month), "utf-8")
    return files
