"""QR codes as pictures that a page or a sheet of paper can hold."""

import segno
from django.utils.safestring import SafeString


def qr_svg(text: str) -> SafeString:
    """An SVG without style attributes, black on nothing, scaled by the page. Error correction Q: a torn poster still works."""
    drawn = segno.make_qr(text, error="q").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
    return SafeString(drawn)  # paths and numbers: the text itself stands nowhere in it
