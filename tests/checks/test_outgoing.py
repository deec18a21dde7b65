"""What may not go out of a text: what is found, and what only looks like it."""

import time
from pathlib import Path

import pytest

from dangjian_kaoping.checks.outgoing.leaks import leaks
from dangjian_kaoping.checks.outgoing.listed import Listed
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.names_file import names_in
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.session.session import Session
from sample import SAMPLE

from .laying import EXAMPLES, TODAY, lay

CLAUSES = Path(__file__).parents[1] / "clauses"
NOBODY = Listed(())

# 990101 19900101 000：63+81+5+4+2+9+54+9+5 = 232，除以 11 余 1，校验码是 0
# 6222020000000000000：从右数逢双加倍，6+4+2+4+0+4 = 20，是 10 的倍数
FOUND = {
    "identity": (
        "990101199001010000",
        "９９０１０１１９９００１０１００００",
        "990101 19900101 0000",
        "990101-19900101-0000",
        "990101 - 19900101 - 0000",
        "990101.19900101.0000",
    ),
    "bank": (
        "6222020000000000000",
        "6222 0200 0000 0000 000",
        "6222.0200.0000.0000.000",
        "６２２２０２０００００００００００００",
    ),
    "phone": (
        *(
            "13800000000",
            "138 0000 0000",
            "138-0000-0000",
            "１３８００００００００",
            "1 3 8 0 0 0 0 0 0 0 0",
            "+86 13800000000",
        ),
        *("138 - 0000 - 0000", "138.0000.0000", "138·0000·0000", "138/0000/0000", "138(0000)0000", "138\n0000\n0000"),
        *("1.3.8.0.0.0.0.0.0.0.0", "0399 - 5550000", "0399.5550000", "电话：555.0000"),
        *("0399-5550000", "(0399)5550000", "(0399)55 50 000", "0399 5550000", "电话5550000", "联系电话：55500000"),
    ),
    "mark": ("秘密★3年", "机密", "绝 密", "【秘密】", "密级：内部", "普通商密", "内部资料，注意保存"),
    "person": (
        *(
            "王书记",
            "王副书记",
            "张某同志",
            "王某某",
            "李××",
            "书记王某",
            "支部书记张强在会上",
            "党员李四因",
            "联系人：赵六",
        ),
        *("王　强同志", "欧阳主任", "司马明书记", "高书记在会上", "周明主任", "书记周明，", "李总，", "刘工）"),
        *(
            "王支书",
            "张纪委书记",
            "李工会主席",
            "王党支部书记",
            "王总工程师",
            "王总工要求",
            "王副总",
            "李工程师",
            "赵敏技师",
        ),
        *(
            "党建专责王建国",
            "安全员王强",
            "查书记",
            "查建国书记",
            "李秘书",
            "王\n书记",
            "王建国\n书记",
            "支部书记\n王建国",
        ),
        *(
            "王建国（书记）",
            "周明（副书记）",
            "王建国（党支部书记兼工会主席）",
            "王建国（入党积极分子）",
            "“王建国”书记",
        ),
        *("书记“王建国”", "书记：「王建国」", "书记（王建国）", "书记——王建国", "王建国——书记"),
    ),
    "path": ("D:\\考评\\a.xlsx", "C:/Users/x", "\\\\server\\share\\a", "/home/x/a", "file:///a/b", "纪检/谈话.docx"),
}
NOT_FOUND = (
    *(
        "支部书记",
        "党总支书记审签",
        "班组长",
        "全体同志",
        "有关同志",
        "机关同志",
        "老同志",
        "两名党员",
        "支部书记和委员",
    ),
    *(
        "书记高度重视",
        "书记安排",
        "兼任书记",
        "每周主任",
        "工程部长",
        "石灰石班长",
        "丁班班长",
        "张贴公示",
        "书记张贴公示",
    ),
    *(
        "书记录入",
        "会议由书记录音",
        "主任务",
        "经理论学习",
        "班长期缺勤",
        "值长远",
        "老师傅讲课",
        "查书记签字",
        "查书记讲党课教案",
        "抽查书记履职",
        "专责制",
        "高级工程师",
        "总工期",
        "总工会主席",
        "精神文明委员",
        "工程某项",
        "向某支部",
    ),
    *(
        "书记“马上办”",
        "职工“金点子”",
        "党员“石榴籽”",
        "安全生产（班组长负责）",
        "纪律严明（书记点评）",
        "郭家屯（班长不在）",
    ),
    *("强调安全，书记带头", "陈述，书记补充", "张贴，主任签字", "支部（书记）", "王滩党支部书记", "金山党支部书记"),
    *("13.5 14.2 16.3 17", "2021.03.15 2021.04.20 1", "138、1500、2000", "1380.00 1380.00 12"),
    ".30   9.50  13.80 14.50  9.70 1.00 0.00 优秀",
    *("习近平总书记重要讲话", "毛主席", "雷锋同志", "邓小平理论"),
    *("国家机密", "内部文件", "内部利润", "商业秘密", "无记名秘密投票", "机密性"),
    *(
        "2021-03-15 2021-04-20 1",
        "990101199001010001",
        "6222020000000000001",
        "20210412153000",
        "编号12345678901",
        "12800000000",
    ),
    *("a3b13800000000c2", "2021Q1-19", "会议纪要〔2021〕6号", "1/2", "和/或", "https://example.com/a", "10:30"),
)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in FOUND.items() for text in texts])
def test_what_may_not_go_out_is_found(kind: str, text: str) -> None:
    for around in (text, f"检查时发现，{text}", f"（{text}）" if kind != "person" else text):
        assert {each.kind for each in leaks(around, NOBODY)} == {kind}, around


@pytest.mark.parametrize("text", NOT_FOUND)
def test_what_only_looks_like_it_is_not(text: str) -> None:
    assert leaks(text, NOBODY) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("问了谈话人张建国，没有说", "谈话人张建国"),
        ("党员李四因事请假", "党员李四"),
        ("职工王强未参加", "职工王强"),
        ("组织委员李建国讲", "委员李建国"),
        ("书记“王建国”说", "书记“王建国”"),
        ("听“王建国”书记说", "“王建国”书记"),
        ("王建国（书记）说", "王建国（书记）"),
        ("会上，王建国，党支部书记，说", "王建国，党支部书记"),
    ],
)
def test_a_name_is_quoted_whole(text: str, quoted: str) -> None:
    assert [text[each.start : each.end] for each in leaks(text, NOBODY)] == [quoted]


@pytest.mark.parametrize("text", ["1  " * 3000, "1 - " * 3000, "王建国（" * 1000, "书记（“" * 1000])
def test_long_texts_are_looked_through_in_time(text: str) -> None:
    began = time.process_time()
    assert leaks(text, NOBODY) == []
    assert time.process_time() - began < 5


@pytest.mark.whole
def test_the_sample_has_nothing_that_may_not_go_out() -> None:
    assert [str(each.place) for each in Session(SAMPLE).check(TODAY, publication=True).faults] == []


@pytest.mark.whole
def test_no_clause_has_anything_that_may_not_go_out() -> None:
    lines = [line for file in sorted(CLAUSES.glob("*.yaml")) for line in file.read_text("utf-8").splitlines()]
    assert [line for line in lines if leaks(line, NOBODY)] == []


# ── the list ───────────────────────────────────────────────────────────────────────────────────────────────────


def _listing(root: Path, file: str, content: bytes | None) -> list[str]:
    lay(root / "w", EXAMPLES / "KP583" / "good")
    settings = root / "w/kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + f"names_file: {file}\n", "utf-8")
    if content is not None:
        (root / "w" / file).write_bytes(content)
    found = Session(root / "w").check(TODAY, publication=True).faults
    return [f"{each.code} {each.place} {each.message}" for each in found]


def test_a_name_of_the_list_is_found_and_no_other_is_told(tmp_path: Path) -> None:
    content = "# 保密\n谈 话人\n阿依古丽\n".encode()
    assert _listing(tmp_path, "../名单.txt", content) == [
        "KP586 data/2021Q1/inspection/jiwei.yaml:15 这里写着名单里的“谈话人”"
    ]


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("../没有.txt", None, "KP588 kaoping.yaml:5 名单“../没有.txt”读不了：没有这个文件"),
        ("../名单.txt", "阿依古丽\n王\n".encode(), "KP588 kaoping.yaml:5 名单“../名单.txt”读不了：第 2 行只有一个字"),
        ("../名单.txt", "阿依古丽".encode("gbk"), "KP588 kaoping.yaml:5 名单“../名单.txt”读不了：它不是 UTF-8 编码"),
        ("data/../名单.txt", "阿依古丽".encode(), "KP587 kaoping.yaml:5 名单“data/../名单.txt”在工作区里"),
    ],
)
def test_a_list_that_cannot_be_used_is_told(file: str, content: bytes | None, told: str, tmp_path: Path) -> None:
    found = _listing(tmp_path, file, content)
    assert told in found
    assert not any("阿依古丽" in each for each in found)


def test_a_link_to_a_list_inside_is_inside(tmp_path: Path) -> None:
    lay(tmp_path / "w")
    (tmp_path / "w/rubrics/名单").write_text("阿依古丽\n", "utf-8")
    (tmp_path / "名单.txt").symlink_to(tmp_path / "w/rubrics/名单")
    settings = tmp_path / "w/kaoping.yaml"
    settings.write_text(settings.read_text("utf-8") + "names_file: ../名单.txt\n", "utf-8")
    faults = Faults()
    assert names_in(tmp_path / "w", Loader(tmp_path / "w").settings(), faults) == ()
    assert [each.code for each in faults] == ["KP587"]
