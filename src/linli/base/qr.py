"""QR codes as pictures that a page or a sheet of paper can hold."""

import segno


def qr_svg(text: str) -> str:
    """An SVG without style attributes, black on nothing, scaled by the page. Error correction Q: a torn poster still works."""
    return segno.make_qr(text, error="q").svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None)
