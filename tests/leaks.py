"""Seeded leaks: what may not go out, disguised as people write it, and a workspace into whose texts it is planted."""

import json
import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sample import SAMPLE

KINDS = ("identity", "bank", "phone", "landline", "person", "mark", "path", "listed")
NAMES_FILE = "名单.txt"
LISTED = ("阿依古丽", "买买提江", "扎西顿珠", "那日苏")
_PLAIN = "王李张刘陈杨赵吴徐孙胡朱郭罗梁宋郑谢韩唐冯董袁邓傅沈彭吕苏卢蒋蔡贾魏薛潘杜姜姚谭廖邹熊郝崔邱秦侯邵孟尹"
_COMMON = "黄周林何马高程夏钟田康毛史顾段雷钱"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀霞刚桂英华玉兰建国志明海波文斌晓红春梅"
_TITLES = ("书记", "主任", "同志", "班长", "部长", "副书记", "师傅", "组长", "支书", "纪委书记", "总工程师", "专责")
_ROLES = ("支部书记", "组织委员", "党员", "职工", "班长", "值班员", "联系人：", "部门主任", "党建专责", "技师")
_EVERYTHING = "  publish: [last_places, undone, veto, reasons, self_assessment, rectification, trend]\n"
_FIELD = re.compile(
    r"^(\s*(?:- )?(?:\{.*?, )?(?:reason|standard|note|text|carried_out|process): )([^'\"{}\[\],#|>]+?)(?=[,}]|$)"
)


class Planted(NamedTuple):
    """A leak in a file of the workspace: where, of which kind, and how it is written."""

    file: str
    line: int
    kind: str
    text: str


def leak(kind: str, chance: random.Random) -> str:
    """A leak of a kind."""
    match kind:
        case "identity":
            return _disguised(_identity(chance), (6, 8, 4), chance)
        case "bank":
            return _disguised(_card(chance), (4, 4, 4, 4, 3), chance)
        case "phone":
            return _disguised(f"1{chance.choice('3456789')}{_digits(9, chance)}", (3, 4, 4), chance)
        case "landline":
            number = f"0{chance.choice('3456789')}{_digits(2, chance)}-{chance.choice('2345678')}{_digits(6, chance)}"
            return chance.choice(
                (number, _wide(number), *(number.replace("-", gap) for gap in (" ", " - ", ".", "\n-")))
            )
        case "person":
            return _person(chance)
        case "mark":
            return chance.choice(
                ("秘密★1年", "机密★", "绝 密", "【秘密】", "普通商密▲3年", "密级：秘密", "内部★", "秘密☆")
            )
        case "path":
            number = _digits(3, chance)
            places = (
                f"D:\\考评\\{number}.xlsx",
                f"/home/kp{number}/记录",
                f"\\\\server{number}\\共享\\谈话",
                f"纪检/谈话{number}.docx",
            )
            return chance.choice(places)
        case "listed":
            name = chance.choice(LISTED)
            return chance.choice((name, " ".join(name)))
    raise ValueError(kind)


def planted(folder: Path, count: int, seed: int) -> list[Planted]:
    """A copy of the sample in a folder, without seals and with everything public, and leaks in so many of its texts."""
    chance = random.Random(seed)
    for name in ("data", "rubrics"):
        shutil.copytree(SAMPLE / name, folder / name)
    for seal in folder.glob("data/*/seal.yaml"):
        seal.unlink()
    rubric = folder / "rubrics/2020.yaml"
    rubric.write_text(rubric.read_text("utf-8").replace("measure:\n", f"measure:\n{_EVERYTHING}"), "utf-8")
    settings = (SAMPLE / "kaoping.yaml").read_text("utf-8") + f"names_file: ../{NAMES_FILE}\n"
    (folder / "kaoping.yaml").write_text(settings, "utf-8")
    (folder.parent / NAMES_FILE).write_text("# 不公布的姓名\n" + "\n".join(LISTED) + "\n", "utf-8")
    files = [*sorted(folder.glob("data/202[01]Q*/**/*.yaml")), rubric, folder / "data/roster.yaml"]
    texts = {file: file.read_text("utf-8").split("\n") for file in files}
    fields = [
        (file, number) for file, lines in texts.items() for number, line in enumerate(lines) if _FIELD.match(line)
    ]
    found = []
    for index, (file, number) in enumerate(chance.sample(fields, count)):
        kind = KINDS[index % len(KINDS)]
        text = leak(kind, chance)
        field = _FIELD.match(texts[file][number])
        assert field is not None
        texts[file][number] = _with(field, text, chance) + texts[file][number][field.end() :]
        found.append(Planted(file.relative_to(folder).as_posix(), number + 1, kind, text))
    for file, lines in texts.items():
        file.write_text("\n".join(lines), "utf-8")
    return found


def _with(field: re.Match[str], text: str, chance: random.Random) -> str:
    said = field[2].rstrip()
    whole = chance.choice((f"{said}，{text}", f"{text}，{said}", f"{said}（{text}）"))
    # JSON writes what goes over several lines in one
    return field[1] + (json.dumps(whole, ensure_ascii=False) if "\n" in whole else f"'{whole}'")


def _digits(count: int, chance: random.Random) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def _identity(chance: random.Random) -> str:
    # region 99 is nobody's
    body = f"99{_digits(4, chance)}19{chance.randrange(50, 99)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    body += _digits(3, chance)
    weights = [2**power % 11 for power in range(17, 0, -1)]
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def _card(chance: random.Random) -> str:
    body = "62" + _digits(16, chance)
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(body))]
    return body + str(-sum(each // 10 + each % 10 for each in doubled) % 10)


def _disguised(number: str, groups: tuple[int, ...], chance: random.Random) -> str:
    parts = list(_grouped(number, groups))
    ways = (
        number,
        " ".join(parts),
        "-".join(parts),
        "－".join(parts),
        _wide(number),
        " ".join(number),
        *(gap.join(parts) for gap in ("\u3000", " - ", ".", "·", "/", "\n")),
        ".".join(number),
    )
    return chance.choice(ways)


def _grouped(number: str, groups: tuple[int, ...]) -> Iterator[str]:
    for length in groups:
        yield number[:length]
        number = number[length:]


def _wide(number: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if each.isalnum() else each for each in number)


def _person(chance: random.Random) -> str:
    surname = chance.choice(_PLAIN + _COMMON)
    given = "".join(chance.sample(_GIVEN, chance.randrange(1, 3)))
    title, role = chance.choice(_TITLES), chance.choice(_ROLES)
    ways = (
        f"{surname}{title}",
        f"{surname}{given}{title}",
        f"{role}{surname}{given}",
        f"{role}{surname}某",
        f"{surname}某某",
        f"{surname}\u3000{given[0]}{title}",
        f"{surname}{given}\n{title}",
        f"{role}\n{surname}{given}",
        f"{surname}{given}（{title}）",
        f"{role}“{surname}{given}”",
        f"“{surname}{given}”{title}",
    )
    return chance.choice(ways)
