"""A page with rulers: whether a printer keeps 100 %, and whether the sheet lies where it should."""

from __future__ import annotations

from matchdesk.core.i18n import Catalogue
from matchdesk.printing.fitting import Limits
from matchdesk.printing.palette import ACCENT, BLACK, MUTED
from matchdesk.printing.paper import MM, Box, Paper, Target, printing
from matchdesk.printing.print_report import PrintReport
from matchdesk.printing.qr import QUIET, dark_runs
from matchdesk.printing.sheets import Sheet
from matchdesk.printing.text import Style

_EDGE = 8.0
"""Millimetres from the page's edge to the rulers: most printers leave five white."""
_CODE = "MATCHDESK TEST PAGE 1234"


def write_test_page(target: Target, sheet: Sheet, catalogue: Catalogue) -> PrintReport:
    """One page of `sheet`'s size: a ruler along both axes, the badges' outlines, and a code."""
    with printing(target, catalogue.text("Test page"), catalogue, mirrored=False) as paper:
        paper.begin_page(sheet.page_width * MM, sheet.page_height * MM)
        paper.document = "test page"
        for position in range(sheet.per_page):
            for face in sheet.faces:
                left, top = sheet.corner(position)
                _outline(paper, left + face.x, top + face.y, sheet)
        across = _length(sheet.page_width)
        down = _length(sheet.page_height)
        _ruler(paper, across, upright=False)
        _ruler(paper, down, upright=True)
        _words(paper, sheet, catalogue, across, down)
        paper.end_page()
    return paper.report(1)


def _length(size: float) -> int:
    """The longest whole centimetre a ruler along `size` millimetres has room for."""
    return max(10, int((size - 2 * _EDGE) // 10) * 10)


def _outline(paper: Paper, x: float, y: float, sheet: Sheet) -> None:
    box = Box(x * MM, y * MM, sheet.badge_width * MM, sheet.badge_height * MM)
    paper.outline(box, MUTED, width=0.4)


def _ruler(paper: Paper, length: int, *, upright: bool) -> None:
    """Strokes every millimetre, longer every five and ten, with the centimetres' numbers."""

    def stroke(along: float, size: float, width: float) -> None:
        a, b = _EDGE + along, _EDGE
        if upright:
            paper.rule(b * MM, a * MM, (b + size) * MM, a * MM, BLACK, width)
        else:
            paper.rule(a * MM, b * MM, a * MM, (b + size) * MM, BLACK, width)

    start, far = _EDGE * MM, (_EDGE + length) * MM
    paper.rule(start, start, start if upright else far, far if upright else start, BLACK, 0.6)
    for along in range(length + 1):
        stroke(along, 5.0 if along % 10 == 0 else 3.5 if along % 5 == 0 else 2.0, 0.3)
        if along and along % 10 == 0:
            x, y = (_EDGE + 5.4, _EDGE + along - 2) if upright else (_EDGE + along - 4, _EDGE + 5.2)
            box = Box(x * MM, y * MM, 8 * MM, 4 * MM)
            paper.text("number", str(along), box, Limits(6.5, 6), align="centre")


def _words(paper: Paper, sheet: Sheet, catalogue: Catalogue, across: int, down: int) -> None:
    left, top = _EDGE + 15, _EDGE + 13
    width = sheet.page_width - left - _EDGE
    height = sheet.page_height - top - _EDGE
    side = min(22.0, width, sheet.page_height - top - 3)  # a code may stand where no text does
    lines = [
        ("title", catalogue.text("Test page"), Limits(16, 8), Style(bold=True), ACCENT, 8.0),
        ("title", catalogue.text(sheet.title), Limits(10, 6, 2), Style(), BLACK, 6.0),
        (
            "text",
            _told(catalogue, short=height < 60).format(across=across, down=down),
            Limits(9, 6, 6),
            Style(),
            BLACK,
            24.0,
        ),
    ]
    beside = width - side - 3 if height < 60 else width
    if height < 25:
        lines = lines[2:]  # no room for headings
    y = top
    for field, text, limits, style, colour, room in lines:
        room = min(room, max(3.0, sheet.page_height - _EDGE - y))
        box = Box(left * MM, y * MM, beside * MM, room * MM)
        fitted = paper.text(field, text, box, limits, style=style, colour=colour, at=0.0)
        y += fitted.height / MM + 1.5
    code_x, code_y = (left + beside + 3, top) if height < 60 else (left, y + 2)
    _code(paper, code_x, code_y, side)


def _told(catalogue: Catalogue, *, short: bool) -> str:
    if short:
        return catalogue.text("The rulers are {across} and {down} mm long at 100 %.")
    return catalogue.text(
        "Measure: the rulers are {across} and {down} mm long. If they are not, print at 100 % "
        "without “fit to page”. The frames must lie on the edges of the badges."
    )


def _code(paper: Paper, x: float, y: float, side: float) -> None:
    runs, modules = dark_runs(_CODE)
    box = Box(x * MM, y * MM, side * MM, side * MM)
    paper.squares(runs, box.inset(QUIET * box.width / (modules + 2 * QUIET)), modules)
