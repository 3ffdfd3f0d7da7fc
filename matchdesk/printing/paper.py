"""One PDF being written: pages with a top-left origin, texts in boxes, and what had to be cut."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from matchdesk.core import resources
from matchdesk.core.errors import Invalid
from matchdesk.core.files import replacing
from matchdesk.core.i18n import Catalogue
from matchdesk.printing import ink
from matchdesk.printing.characters import runs_with_the_page, starts_right_to_left
from matchdesk.printing.faces import FaceLibrary
from matchdesk.printing.finished import Finisher
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import INK, Colour
from matchdesk.printing.print_report import PrintReport, Shortened
from matchdesk.printing.text import Fitted, Style, Typesetter

MM = 72 / 25.4
"""Points in a millimetre."""

RIGHT_TO_LEFT = 1
"""The base of lines on mirrored pages, see `text.Style`."""

CENTRE = 0.5
"""Where in a box: 0 hangs from its top, 1 stands on its bottom, the middle goes by capitals."""

Target = Path | BinaryIO
"""A file to be written in one step, or an open binary stream."""

_RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
_TURNED = {"left": "right", "right": "left", "centre": "centre"}


class _Stored(NamedTuple):
    """A picture in the PDF: ReportLab's name of it, the one on the pages, and its size in dots."""

    name: str
    resource: str
    width: int
    height: int


class _Squares(dict[tuple[int, int, int], str]):
    """The operator for each run of a square pattern; most runs come again with the next code."""

    def __missing__(self, run: tuple[int, int, int]) -> str:
        x, y, length = run
        made = self[run] = f"{x} {-y - 1} {length} 1 re"
        return made


_SQUARES = _Squares()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points; `x`, `y` is its top left corner, counted from the page's top left."""

    x: float
    y: float
    width: float
    height: float

    def inset(self, by: float) -> Box:
        """The box without a margin of `by` points."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width


class Paper:
    """Draws on the pages of one PDF. Belongs to one thread; made by `printing`.

    With `mirrored`, every x counts from the right edge and left and right change places, for
    languages that run from right to left.
    """

    def __init__(
        self, stream: BinaryIO, title: str, language: str, *, mirrored: bool = False
    ) -> None:
        self.canvas: Any = Canvas(stream, pageCompression=1, pdfVersion=(1, 5), lang=language)
        self.canvas.setTitle(title)
        self.canvas.setCreator("MatchDesk")
        self.type = Typesetter(FaceLibrary(resources.path("fonts")))
        self._finisher = Finisher(self.canvas)
        self.mirrored = mirrored
        self.document = ""
        self.pages = 0
        self.width = self.height = 0.0
        self._axis: float | None = None  # twice the middle that is mirrored about; None: the page's
        self._shortened: dict[Shortened, None] = {}
        self._pictures: dict[str | bytes, _Stored] = {}

    def begin_page(self, width: float, height: float) -> None:
        """Start a page of this size in points."""
        self.width, self.height = width, height
        self.canvas.setPageSize((width, height))

    def end_page(self) -> None:
        """Finish the page."""
        self.canvas.showPage()
        self.pages += 1
        self._finisher.finish_last()

    def fit(
        self, field: str, text: str, width: float, height: float, limits: Limits, style: Style
    ) -> Fitted:
        """`text` set for a box of this size; a cut end is noted under the name `field`."""
        if self.mirrored and (starts_right_to_left(text) or runs_with_the_page(text)):
            style = replace(style, base=RIGHT_TO_LEFT)
        fitted = self.type.fit(text, width, height, limits, style)
        if fitted.shortened:
            self.note_shortened(field, text)
        return fitted

    def note_shortened(self, field: str, text: str) -> None:
        """Tell in the report that `text` lost its end."""
        self._shortened[Shortened(self.document, field, text)] = None

    def place(
        self,
        fitted: Fitted,
        box: Box,
        *,
        align: str = "left",
        colour: Colour = INK,
        at: float = 0.0,
    ) -> None:
        """Draw a fitted text in `box`, `at` of the spare height from its top."""
        if not fitted.lines:
            return
        self._write(ink.fill_colour(colour))
        if any(one.thick for one in fitted.lines):  # faces without a bold weight get an outline
            self._write(ink.line_colour(colour))
        below = (box.height - fitted.height) * at
        if at == CENTRE:
            below = max(0.0, min(box.height / 2 - fitted.optical_centre, 2 * below))
        top = self.height - box.y - below
        align = _TURNED[align] if self.mirrored else align
        self.type.draw(self.canvas, fitted, self._x(box), top, align, box.width)

    def text(
        self,
        field: str,
        text: str,
        box: Box,
        limits: Limits,
        *,
        style: Style | None = None,
        align: str = "left",
        colour: Colour = INK,
        at: float = 0.5,
    ) -> Fitted:
        """Fit `text` to `box` and draw it there."""
        fitted = self.fit(field, text, box.width, box.height, limits, style or Style())
        self.place(fitted, box, align=align, colour=colour, at=at)
        return fitted

    def fill(self, box: Box, colour: Colour, *, radius: float = 0.0) -> None:
        """A filled rectangle, with round corners if asked."""
        x, y = self._x(box), self.height - box.bottom
        self._write(ink.fill_colour(colour))
        self._write(ink.rectangle(x, y, box.width, box.height, radius, "f"))

    def outline(self, box: Box, colour: Colour, *, radius: float = 0.0, width: float = 0.8) -> None:
        """The edge of a rectangle, with round corners if asked."""
        x, y = self._x(box), self.height - box.bottom
        self._write(f"{ink.line_colour(colour)} {ink.number(width)} w")
        self._write(ink.rectangle(x, y, box.width, box.height, radius, "S"))

    def rule(
        self, x: float, y: float, to_x: float, to_y: float, colour: Colour, width: float
    ) -> None:
        """A straight line."""
        if self.mirrored:
            across = self.width if self._axis is None else self._axis
            x, to_x = across - x, across - to_x
        self._write(ink.line_colour(colour))
        self._write(ink.line(x, self.height - y, to_x, self.height - to_y, width))

    def squares(self, rows: Sequence[tuple[int, int, int]], box: Box, across: int) -> None:
        """Black runs (column, row, length) of a square pattern, `across` modules wide, in `box`.

        One path for the whole pattern, so that no renderer leaves hairlines between modules.
        """
        unit = box.width / across
        path = " ".join([_SQUARES[run] for run in rows])
        self._write(
            f"q 0 g {unit:.4f} 0 0 {unit:.4f} {self._x(box):.2f} {self.height - box.y:.2f} cm "
            f"{path} f Q"
        )

    def picture(self, source: str | bytes, box: Box) -> Box:
        """A picture file, by path or content, as large as fits `box`; returns where it lies.

        The same picture is stored once, however often it is drawn. Raises `Invalid` if it is none.
        """
        found = self._pictures.get(source)
        if found is None:
            found = self._pictures[source] = self._stored(source)
        width, height = found.width, found.height
        scale = min(box.width / width, box.height / height)
        shown = Box(
            box.x + (box.width - width * scale) / 2,
            box.y + (box.height - height * scale) / 2,
            width * scale,
            height * scale,
        )
        x, y = self._x(shown), self.height - shown.bottom
        self._write(ink.picture(found.resource, x, y, shown.width, shown.height))
        self.canvas._formsinuse.append(found.name)
        self.canvas._currentPageHasImages = 1
        return shown

    def _stored(self, source: str | bytes) -> _Stored:
        """The picture put into the PDF. ReportLab would look through its dots each time again."""
        reader, kept = _reader(source), len(self.canvas._code)
        width, height = reader.getSize()
        self.canvas.drawImage(reader, 0, 0, width, height, mask="auto")
        del self.canvas._code[kept:]
        name = self.canvas._formsinuse.pop()
        return _Stored(name, self.canvas._doc.getXObjectName(name), width, height)

    @contextmanager
    def mirrored_in(self, box: Box, mirrored: bool) -> Iterator[None]:
        """What is drawn inside the block into `box` is mirrored within it, or not at all."""
        before = self.mirrored, self._axis
        self.mirrored, self._axis = mirrored, 2 * box.x + box.width
        try:
            yield
        finally:
            self.mirrored, self._axis = before

    @contextmanager
    def turned(self, box: Box, turn: bool = True) -> Iterator[None]:
        """What is drawn inside the block into `box` stands on its head."""
        if not turn:
            yield
            return
        x, y = 2 * self._x(box) + box.width, 2 * (self.height - box.bottom) + box.height
        self.canvas._code.append(f"q -1 0 0 -1 {x:.2f} {y:.2f} cm")
        yield
        self.canvas._code.append("Q")

    def report(self, documents: int) -> PrintReport:
        """What was printed so far."""
        unprintable = tuple(sorted(self.type.unprintable))
        return PrintReport(self.pages, documents, tuple(self._shortened), unprintable)

    def save(self) -> None:
        """Write the PDF to the stream."""
        self.type.attach(self.canvas)
        self.canvas.save()

    def _write(self, operators: str) -> None:
        self.canvas._code.append(operators)  # reportlab has no public door for raw operators

    def _x(self, box: Box) -> float:
        across = self.width if self._axis is None else self._axis
        return across - box.right if self.mirrored else box.x


@contextmanager
def printing(
    target: Target, title: str, catalogue: Catalogue, *, mirrored: bool | None = None
) -> Iterator[Paper]:
    """A PDF that appears at `target` when the block ends well, and not at all otherwise.

    Pages are mirrored if the catalogue's language runs from right to left, unless told.
    Raises `FileFault` if the target's folder cannot be written to.
    """
    if mirrored is None:
        mirrored = runs_right_to_left(catalogue.language)
    if isinstance(target, Path):
        with replacing(target) as stream:
            paper = Paper(stream, title, catalogue.language, mirrored=mirrored)
            yield paper
            paper.save()
    else:
        paper = Paper(target, title, catalogue.language, mirrored=mirrored)
        yield paper
        paper.save()


def runs_right_to_left(language: str) -> bool:
    """Whether pages in `language` (BCP 47) are laid out from right to left."""
    return language.replace("_", "-").split("-")[0].lower() in _RIGHT_TO_LEFT


def require_something(data: Sequence[object], what: str) -> None:
    """Raise `Invalid` if nothing was selected for printing."""
    if not data:
        raise Invalid("nothing_to_print", what=what)


def read_picture(data: bytes) -> tuple[int, int]:
    """Width and height of a picture in dots; raises `Invalid` if `data` is none."""
    width, height = _reader(data).getSize()
    return int(width), int(height)


def _reader(source: str | bytes) -> Any:
    """ReportLab's reader of a picture; nothing but a picture reaches the page."""
    from reportlab.lib.utils import ImageReader  # loads Pillow, which only pictures need

    try:
        return ImageReader(io.BytesIO(source) if isinstance(source, bytes) else source)
    except Exception as error:
        raise Invalid("picture_wrong") from error
