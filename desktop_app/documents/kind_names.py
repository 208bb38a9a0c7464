"""What people call a kind of document."""

from __future__ import annotations

from desktop_app.documents.model import Kind

# How names of files end, for those who do not call a kind by its name.
_SUFFIXES = {
    Kind.DOCX: "docm dotx dotm",
    Kind.DOC: "dot",
    Kind.ODT: "ott",
    Kind.PPTX: "pptm ppsx ppsm potx",
    Kind.PPT: "pps pot",
    Kind.ODP: "otp",
    Kind.XLSX: "xlsm xltx xltm",
    Kind.XLS: "xlt",
    Kind.ODS: "ots",
    Kind.CSV: "tsv tab",
    Kind.HTML: "htm xhtml",
    Kind.MHTML: "mht",
    Kind.EMAIL: "eml emlx mail",
    Kind.TEXT: "txt log asc",
    Kind.MARKDOWN: "md mkd",
    Kind.RST: "rest",
    Kind.TEX: "latex ltx",
    Kind.CODE: (
        "bat c cc cfg clj cpp cs css dart ex go h hpp hs ini java jl js jsx kt lua m pas php pl"
        " ps1 py r rb rs scala sh sql swift toml ts tsx vb vue yaml yml"
    ),
    Kind.JSON: "jsonl ndjson geojson",
    Kind.XML: "xsd xsl rss atom fodt fods fodp",
    Kind.NOTEBOOK: "ipynb",
    Kind.IMAGE: "bmp gif jpeg jpg png tif tiff webp",
    Kind.ARCHIVE: "bz2 gz tar tgz warc xz zip",
}
_KINDS = {kind.value: kind for kind in Kind if kind is not Kind.UNKNOWN} | {
    suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()
}


def kind_named(name: str) -> Kind | None:
    """Return the kind that "pdf", "TEXT" or a name's ending such as ".docm" stands for."""
    return _KINDS.get(name.lower().lstrip("."))
