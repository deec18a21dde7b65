"""What is mostly typed, with what it does: the end of every command's help."""

from collections.abc import Mapping

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "": {
        "status": "到了哪一步，下一步做什么",
        "check": "检查细则和记录",
        "rank --publish 排名.xlsx": "最近一轮的排名写成工作簿",
    },
    "group": {
        "group check --quarter 2021Q1": "哪些单位齐了、封存了",
        "group report --quarter 2021Q1 --publish 集团.xlsx": "集团的报告",
    },
    "group check": {
        "group check --quarter 2021Q1": "哪些单位没有算进去，为什么",
        "group check --group 集团": "名单在别的文件夹里的",
    },
    "group score": {
        "group score --quarter 2021Q1": "各单位的得分，细则一样的放在一起排名",
        "group score --quarter 2021Q1 --unsealed": "没有封存的也先看一看",
        "group score --quarter 2021Q1 --format json": "供别的程序用",
    },
    "group report": {
        "group report --quarter 2021Q1 --publish 集团.xlsx": "写成工作簿",
        "group report --quarter 2021Q1 --publish 集团.xlsx --publish 集团.html": "工作簿和网页一起写",
    },
    "init": {
        "init 考评 --unit 某某发电有限公司": "新建一个文件夹，从它开始",
        "init 考评 --sample": "先拿示例试一试",
    },
    "check": {
        "check": "全部检查一遍",
        "check --quarter 2021Q1": "只看一轮的记录",
        "check --publication": "公布以前看有没有不能公布的",
    },
    "score": {
        "score": "最近一轮各支部、各方面的得分",
        "score --quarter 2021Q1 --branch 发电部党支部": "一轮里的一个支部",
    },
    "explain": {
        "explain 发电部党支部": "最近一轮的每一分",
        "explain 发电部党支部 DJ-01 --quarter 2021Q1": "一轮里的一个项目",
        "explain 发电部党支部 --mend": "失分的每一条，本轮若没有，综合得分高几分",
        "explain 发电部党支部 --since 2020Q4": "比那一轮高或低，为什么",
    },
    "rank": {
        "rank": "最近一轮的名次，与上轮比",
        "rank --quarter 2021Q1 --publish 排名.xlsx": "写成工作簿",
        "rank --publish 公开.html --redact": "写成可以公开的网页",
        "rank --publish 通报.docx --date 2021-04-12": "写成通报",
        "rank --year 2020": "一年的排名",
    },
    "feedback": {
        "feedback -o 反馈单": "每个支部一份，写到一个文件夹",
        "feedback -o 反馈单 --branch 发电部党支部 --format docx": "只写一个支部的文档",
    },
    "site": {
        "site -o 站点": "写成公开的网站，只列考评办法允许公布的",
        "site -o 内部站点 --internal": "写成只在内部看的，什么都有",
    },
    "seal": {
        "seal --quarter 2021Q1": "封存一轮",
        "seal --quarter 2021Q1 --final": "公示和异议都完了，定案",
    },
    "publish": {
        "publish 通报.docx --what 通报 --date 2021-04-12": "登记发出去的一份",
    },
    "objections": {
        "objections": "最近一轮的异议",
        "objections --quarter 2021Q1 --format csv": "一轮的，写成 CSV",
    },
    "verify": {
        "verify 排名.xlsx": "核对一份工作簿",
    },
    "status": {
        "status": "没有定案的各轮",
        "status --quarter 2021Q1": "一轮里谁交了、谁没有交",
        "status --handover": "写一页交接",
    },
    "trend": {
        "trend": "各支部各轮的得分和名次",
        "trend --branch 发电部党支部": "一个支部的",
        "trend --self": "自评与检查的差距",
    },
    "gap": {
        "gap": "最近一轮，一行一个支部",
        "gap --branch 发电部党支部": "一个支部，逐项",
    },
    "confidence": {
        "confidence": "最近一轮的末位，哪几条差一步就会换人",
        "confidence --quarter 2021Q1 --about grade": "一轮的等次",
        "confidence --sensitivity": "各方面的分值改到多少，末位才会变",
    },
    "fairness": {
        "fairness": "现行细则施行以来的各轮",
    },
    "burden": {
        "burden": "各版细则，各年一个支部要备多少、受检几次",
        "burden 2019 2020 --format csv": "两版的，一个支部一年一行",
    },
    "ledger": {
        "ledger --open": "没有销号的",
        "ledger --overdue --department 党群工作部": "一个部室逾期没有复查的",
        "ledger --publish 整改台账.xlsx": "写成工作簿",
    },
    "tasks": {
        "tasks": "本季度要做的",
        "tasks --branch 发电部党支部 --publish 任务.ics": "一个支部的，写成日历",
    },
    "form": {
        "form inspection --quarter 2021Q2 -o 表": "各部室的检查表",
    },
    "form inspection": {
        "form inspection --quarter 2021Q2 -o 表": "每个部室一份",
        "form inspection -o 表 --department 党群工作部": "只写一个部室的",
    },
    "form self": {
        "form self --month 2021-04 -o 表": "四月份的自评表",
    },
    "form followup": {
        "form followup -o 表": "没有销号的，每个部室一份",
    },
    "import": {
        "import 表 --dry-run": "先看会怎样",
        "import 表": "一个文件夹里的全部导入",
    },
    "reward": {
        "reward --quarter 2021Q1": "一轮各支部的金额",
        "reward --quarter 2021Q1 --publish 兑现表.xlsx": "写成工作簿",
    },
    "export": {
        "export results.sqlite": "全部轮次",
        "export results.sqlite --quarters 2020Q1..2021Q1": "只要几轮",
    },
    "codes": {
        "codes KP301": "一个代码什么意思、怎样改",
    },
    "schema": {
        "schema score": "score --format json 有哪些键",
    },
    "rubric": {
        "rubric show": "看现在的细则",
        "rubric diff 2019 2020": "一次修订改了什么",
    },
    "rubric list": {
        "rubric list": "各版细则和奖励办法",
    },
    "rubric show": {
        "rubric show 2020": "看一版",
        "rubric show 2020 --format markdown > 细则.md": "印成 Markdown",
    },
    "rubric check": {
        "rubric check": "检查各版",
        "rubric check 2020 --proof": "各条最少、最多几分",
    },
    "rubric import": {
        "rubric import 细则.docx -o rubrics/2021.yaml": "写成一版草稿",
    },
    "rubric draft": {
        "rubric draft '每少1次扣0.5分'": "一句写成条款",
    },
    "rubric test": {
        "rubric test": "运行全部测试",
        "rubric test --coverage 2020": "一版试过了多少",
    },
    "rubric cases": {
        "rubric cases 2020 --missing": "还没有试过的情形",
    },
    "rubric diff": {
        "rubric diff 2019 2020": "两版比",
        "rubric diff 2019 2020 --publish 修订对照表.xlsx": "写成修订对照表",
    },
    "rubric impact": {
        "rubric impact 2019 2020": "2019 版的各轮按 2020 版重算",
        "rubric impact 2019 2020 --quarters 2019Q1..2019Q4": "只算几轮",
    },
    "rubric new": {
        "rubric new 2021 --effective-from 2021Q3": "从最新的一版起草",
    },
    "rubric schema": {
        "rubric schema > 细则.json": "给编辑器用",
    },
}
