"""Pages as pictures."""

from __future__ import annotations

import io

from matchdesk.core.i18n import Catalogue
from matchdesk.core.progress import Progress
from matchdesk.printing import raster
from matchdesk.printing.badges import write_badges
from matchdesk.printing.sheets import sheet
from tests.unit.printing.samples import badge


def pdf(count: int = 1, form: str = "a6") -> bytes:
    stream = io.BytesIO()
    badges = [badge(str(number)) for number in range(count)]
    write_badges(stream, badges, sheet(form), Catalogue("en"), Progress())
    return stream.getvalue()


def test_picture_has_the_size_of_the_page_in_dots():
    picture = raster.page_picture(pdf(), 0, 254.0)  # ten dots a millimetre
    assert (picture.width, picture.height) == (1050, 1481)  # begun dots count
    assert len(picture.pixels) == 4 * 1050 * 1481


def test_picture_is_white_paper_with_the_ribbon_in_its_own_colour():
    picture = raster.page_picture(pdf(), 0, 25.4)  # one dot a millimetre
    assert picture.pixels[:3] == b"\xff\xff\xff"
    ribbon = 4 * (140 * picture.width + 2)
    assert picture.pixels[ribbon : ribbon + 3] == bytes.fromhex("a8480c")  # a speaker's


def test_sizes_of_all_pages_are_told_in_points():
    sizes = raster.page_sizes(pdf(9, "a7-8up"))
    assert [(round(width), round(height)) for width, height in sizes] == [(842, 595)] * 2
