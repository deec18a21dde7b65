"""What no file that is read may have in it: what runs, what lies elsewhere, what another program has put in."""

from collections.abc import Collection, Mapping

from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError

_KINDS: Mapping[str, str] = {
    "ms:vbaProject": "宏",
    "ms:wordVbaData": "宏",
    "ms:vbaProjectSignature": "宏",
    "ms:xlMacrosheet": "宏表",
    "ms:xlIntlMacrosheet": "宏表",
    "dialogsheet": "对话框表",
    "externalLink": "外部链接",
    "externalLinkPath": "外部链接",
    "ms:xlExternalLinkPath/xlPathMissing": "外部链接",
    "oleObject": "嵌入的对象（OLE）",
    "package": "嵌入的文件",
    "control": "控件（ActiveX）",
    "ms:activeXControlBinary": "控件（ActiveX）",
    "ctrlProp": "控件",
    "connections": "外部数据连接",
    "queryTable": "外部数据查询",
    "xmlMaps": "XML 数据连接",
    "volatileDependencies": "实时数据（RTD、DDE）",
    "powerPivotData": "数据模型",
    "aFChunk": "并入的另一份文件（altChunk）",
    "subDocument": "子文档",
    "frame": "框架",
    "mailMergeSource": "邮件合并的数据源",
    "mailMergeHeaderSource": "邮件合并的数据源",
    "ms:webextension": "加载项",
    "ms:webextensiontaskpanes": "加载项",
    "ms:ui/extensibility": "自定义的功能区",
    "ms:attachedToolbars": "自定义的工具栏",
    "ms:keyMapCustomizations": "自定义的工具栏",
}
"""The kinds of relationships by which such things come in."""
_TYPES: Mapping[str, str] = {
    "macroenabled": "宏",
    "vbaproject": "宏",
    "macrosheet": "宏表",
    "dialogsheet": "对话框表",
    "externallink": "外部链接",
    "oleobject": "嵌入的对象（OLE）",
    "activex": "控件（ActiveX）",
    "connections+xml": "外部数据连接",
    "querytable+xml": "外部数据查询",
    "controlproperties": "控件",
}
"""What such parts say that they are, in part, however they come in."""


def refuse_forbidden(package: Package, dropped: Collection[str] = ()) -> None:
    """Look at all that a package has; `dropped` are kinds of references that whoever reads it takes out.

    Links that are only followed when they are clicked are no such thing. Raises RefusedPackageError.
    """
    for part in ("", *package.parts):
        for relation in package.relations(part):
            what = _KINDS.get(relation.kind)
            if what is None and relation.external and relation.kind not in ("hyperlink", *dropped):
                what = "外部链接"
            if what is not None:
                raise RefusedPackageError("forbidden", f"里面有{what}")
        if part:
            kind = package.content_type(part).lower()
            for sign, what in _TYPES.items():
                if sign in kind:
                    raise RefusedPackageError("forbidden", f"里面有{what}")
