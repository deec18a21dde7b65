"""Which codes have an example in tests/examples, and why the others have none."""

from dangjian_kaoping.diagnostics import catalogue

COMMANDS_ONLY = {
    "KP131": "模板是写通报时才读的，见 tests/cli/test_notice.py",
    "KP118": "只有 rank --publish 会写文件，见 tests/cli/test_rank.py",
    "KP119": "只有 rank --publish 会写文件，见 tests/cli/test_rank.py",
    "KP120": "只有 rank --publish 会写文件，见 tests/cli/test_rank.py",
    "KP171": "磁盘出错才会遇到，见 tests/cli/test_writing.py",
    "KP172": "看控制台的编码，不看文件，见 tests/cli/test_encodings.py",
    "KP174": "样例要有几兆，不宜入库，见 tests/attack/test_limits.py",
    "KP191": "要有另一个命令正在写，见 tests/cli/test_locking.py",
    "KP192": "要有不能写的文件夹，见 tests/cli/test_locking.py",
    "KP193": "只有 seal 会拒绝，见 tests/cli/test_locking.py",
    "KP194": "要有断了的 init，见 tests/cli_init/test_interrupted.py",
    "KP173": "看的是文件夹的权限，不是写了什么，见 tests/attack/test_inputs.py",
    "KP122": "样例要有几十兆，不宜入库，见 tests/fuzz/test_hardened.py",
    "KP123": "指到工作区外的链接不能随样例入库，见 tests/fuzz/test_hardened.py",
    "KP125": "核对的是工作簿，不是工作区里的文件，见 tests/cli/test_verify.py",
    "KP124": "要在没有工作区的地方才会遇到，见 tests/cli/test_exit_status.py",
    "KP402": "没有检查记录的季度不是文件的错，命令里写了才会问到，见 tests/cli/test_check.py",
    "KP409": "只有 rank --publish 会拒绝暂定的结果，见 tests/cli/test_rank.py",
    "KP607": "没有办法不是文件的错，命令里问到才会说，见 tests/cli/test_reward.py",
    "KP608": "要有一轮的得分才知道分不分得下去，见 tests/cli/test_reward.py",
    "KP410": "版本是在命令行上写的，见 tests/cli/test_rubric.py",
    "KP512": "要有两轮才会遇到，见 tests/cli/test_seal_anew.py",
    "KP541": "要有 git 的历史才会遇到，见 tests/cli/test_seal_history.py",
    "KP542": "要有 git 的历史才会遇到，见 tests/cli/test_seal_history.py",
    "KP510": "只有 seal 会拒绝暂定的结果，见 tests/cli/test_seal.py",
    "KP521": "要公布才会问封存，见 tests/cli/test_release.py",
    "KP522": "要公布才会问封存，见 tests/cli/test_release.py",
    "KP523": "要公布才会问封存，见 tests/cli/test_release.py",
    "KP524": "核对的是工作簿，不是工作区里的文件，见 tests/cli/test_verify.py",
    "KP525": "只有 seal 会拒绝兑现不了的结果，见 tests/cli/test_seal_money.py",
    "KP801": "句子是在命令行上写的，见 tests/cli/test_draft.py",
    "KP802": "句子是在命令行上写的，见 tests/cli/test_draft.py",
    "KP803": "要导入的文件不在工作区里，见 tests/documents/test_refused.py",
    "KP804": "要导入的文件不在工作区里，见 tests/documents/test_refused.py",
    "KP805": "要导入的文件不在工作区里，见 tests/cli/test_rubric_import.py",
    **{f"KP{code}": "交回来的表不是工作区里的文件，见 tests/forms/test_entry.py" for code in range(700, 710)},
    "KP710": "只有 form 会写表，见 tests/cli/test_form.py",
    "KP720": "交回来的表不是工作区里的文件，见 tests/tables/test_refused.py",
    **{f"KP{code}": "交回来的表不是工作区里的文件，见 tests/forms/test_damaged.py" for code in range(721, 740)},
    **{f"KP{code}": "导入一张表才会遇到，见 tests/session/test_importing.py" for code in range(740, 745)},
}
"""Codes that no file of a workspace can cause by itself; they are shown through the command that raises them."""

BY_FOLDER = sorted(catalogue().keys() - COMMANDS_ONLY.keys())
