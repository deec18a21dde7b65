"""提请审定的事项 in words: what the committee decides of a round."""

from collections.abc import Iterator

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.words.absence import absences_in_words
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import branch_names, in_a_line
from dangjian_kaoping.words.notice.publicity import period


def to_decide(overview: Overview, standing: Standing) -> Iterator[Paragraph]:
    """The paragraphs; their leads are numbered by whoever puts them together."""
    yield Paragraph("各党支部本季度的得分、名次和等次见附件。", lead="审定考评结果")
    if overview.last:
        yield Paragraph(f"{branch_names(overview.last)}列入末位，按照考评办法予以考核。", lead="确定末位党支部")
    if overview.undone:
        named = branch_names(overview.undone)
        yield Paragraph(f"{named}有单项工作未完成，按照考评办法予以考核。", lead="确认单项工作未完成的党支部")
    if overview.vetoed:
        yield Paragraph(f"{branch_names(overview.vetoed)}有一票否决情形，按照考评办法处理。", lead="确认一票否决")
    if absences := list(absences_in_words(overview.result)):
        yield Paragraph("；".join(map(in_a_line, absences)) + "。", lead="同意有关部室本季度不检查")
    yield Paragraph(_public(standing), lead="同意公示")


def _public(standing: Standing) -> str:
    window, procedure = standing.window, standing.procedure
    if window is not None:
        return f"审定以后，于{period(window, standing.calendar)}公示；公示期满无异议，或者异议处理完毕的，予以定案。"
    days = None if procedure is None else procedure.publication_days
    least = f"不少于{days}个工作日，" if days else ""
    return f"审定以后公示，{least}公示期满无异议，或者异议处理完毕的，予以定案。"
