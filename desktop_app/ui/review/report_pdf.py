"""A report on paper: pieces of HTML laid out one below the other, none broken over two pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QLocale, QMarginsF, QRectF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from desktop_app.ui.text.amounts import number

_DPI = 300
_MARGIN_MM = 18.0
_FONT_PT = 9.5
_GAP_PT = 7.0
_TOUCH_PT = 0.25
_POINTS_AN_INCH = 72.0
_IN_LETTER = (
    QLocale.Country.UnitedStates,
    QLocale.Country.Canada,
    QLocale.Country.Mexico,
)
# What Qt's text knows of style sheets.
_STYLE = """
h1 { font-size: 17pt; } h2 { font-size: 12pt; margin-top: 10pt; }
.quiet { color: #5c6470; font-size: 8.5pt; } .path { font-weight: 600; }
.chip { background-color: #eef1f5; } td { padding: 2pt 12pt 2pt 0; }
"""


class PdfReport:
    """Makes a PDF in steps, on the window's thread.

    Args:
        title: Of the document, and on every page.
        parts: Pieces of HTML; one that is longer than a page goes on to the next.
    """

    def __init__(self, title: str, parts: Sequence[str]) -> None:
        self._title, self._parts = title, parts
        self._buffer = QBuffer()
        self.pages = 0

    @property
    def data(self) -> bytes:
        """The finished file."""
        return bytes(self._buffer.data().data())

    def steps(self) -> Iterator[None]:
        """Lay out one piece after the other."""
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(self._buffer)
        writer.setTitle(self._title)
        writer.setCreator("Likewise")
        writer.setResolution(_DPI)
        writer.setPageSize(QPageSize(_paper()))
        margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
        writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        painter = QPainter(writer)
        scale = _DPI / _POINTS_AN_INCH
        painter.scale(scale, scale)  # from here on in points
        width, height = writer.width() / scale, writer.height() / scale - 2 * _GAP_PT
        self.pages, y = 1, 0.0
        self._draw_foot(painter, width, height)
        for part in self._parts:
            text = _laid_out(part, width)
            tall = text.size().height()
            if y and y + tall > height:
                y = self._turn(writer, painter, width, height)
            done = 0.0
            while tall - done > height - y:
                end = _between_lines(text, done, done + height - y)
                _draw(painter, text, y, QRectF(0, done, width, end - done))
                done = end
                y = self._turn(writer, painter, width, height)
                yield
            _draw(painter, text, y, QRectF(0, done, width, tall - done))
            y += tall - done + _GAP_PT
            yield
        painter.end()
        self._buffer.close()

    def _turn(self, writer: QPdfWriter, painter: QPainter, width: float, height: float) -> float:
        writer.newPage()
        self.pages += 1
        self._draw_foot(painter, width, height)
        return 0.0

    def _draw_foot(self, painter: QPainter, width: float, height: float) -> None:
        translate = QCoreApplication.translate
        words = translate("ReportPdf", "Page %1").replace("%1", number(self.pages))
        font = painter.font()
        font.setPointSizeF(8 * _POINTS_AN_INCH / _DPI)  # the painter enlarges it
        painter.save()
        painter.setFont(font)
        foot = QRectF(0, height + _GAP_PT, width, _GAP_PT + 4)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, self._title)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, words)
        painter.restore()


def _laid_out(part: str, width: float) -> QTextDocument:
    text = QTextDocument()
    font = text.defaultFont()
    font.setPixelSize(round(_FONT_PT))  # a pixel of the text is a point on paper
    text.setDefaultFont(font)
    text.setDocumentMargin(0)
    text.setDefaultStyleSheet(_STYLE.replace("pt", "px"))
    text.setHtml(part)
    text.setTextWidth(width)
    return text


def _between_lines(text: QTextDocument, start: float, end: float) -> float:
    """Return the last place up to ``end`` at which no line is cut; ``end`` if there is none."""
    layout = text.documentLayout()
    spans = []
    block = text.begin()
    while block.isValid():
        top = layout.blockBoundingRect(block).top()
        lines = (block.layout().lineAt(at) for at in range(block.layout().lineCount()))
        spans += [(top + line.y(), top + line.y() + line.height()) for line in lines]
        block = block.next()
    place, before = end, end + 1
    while place < before:
        before = place
        place = min([first for first, last in spans if first < place < last], default=place)
    return place if place > start else end


def _draw(painter: QPainter, text: QTextDocument, y: float, shown: QRectF) -> None:
    painter.save()
    painter.translate(0, y - shown.top())
    # A line that only touches the edge would be drawn as well, on both pages.
    text.drawContents(painter, shown.adjusted(0, _TOUCH_PT, 0, -_TOUCH_PT))
    painter.restore()


def _paper() -> QPageSize.PageSizeId:
    letter = QLocale().territory() in _IN_LETTER
    return QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
