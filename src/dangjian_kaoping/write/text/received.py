"""交表情况 for a terminal, and the texts that remind those who owe."""

from dangjian_kaoping.forms.received import Received
from dangjian_kaoping.words.imported import STATE as BECAME
from dangjian_kaoping.words.received import STATE, due_in_words, faults_of, next_in_words, reminders
from dangjian_kaoping.write.layout import Page


def received_text(found: Received, folder: str, width: int = 100) -> str:
    """Who owes, whose form was refused and why, what is not imported yet; of what is in, how much."""
    page = Page(width)
    page.line(f"{found.quarter.chinese}交表情况（{folder}）")
    for state, words in STATE.items():
        several = found.of(state)
        if not several:
            continue
        page.blank()
        page.line(f"{words}（{len(several)} 张）" + ("" if state == "in" else "："))
        for due in () if state == "in" else several:
            page.line(due_in_words(due), 1)
            for each in faults_of(due):
                page.line(each, 2)
    if found.others:
        page.blank()
        page.line("不是这一季的表，或不是表：")
        for other in found.others:
            said = [each.message for each in other.faults if each.severity == "error"]
            page.line(f"{other.filing.file}：{'；'.join(said) or BECAME[other.state]}", 1)
    page.blank()
    page.line(next_in_words(found), 0, "下一步：")
    return page.text


def reminders_text(found: Received) -> str:
    """A text for each who owes, a blank line between them, to be copied and sent."""
    return "\n\n".join("\n".join([f"{who}：", *lines]) for who, lines in reminders(found).items())
