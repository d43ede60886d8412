"""Portraits for the development data: head and shoulders in a few flat colors."""

from io import BytesIO

from PIL import Image, ImageDraw

_EDGE = 512
_TINTS = (
    ("#dfe9e2", "#a9c7b4", "#1f5c44", "#3d7f63"),
    ("#f6e3d8", "#e3b294", "#7c3a17", "#c4652f"),
    ("#f2e8cc", "#dcc27b", "#6b4c08", "#b98312"),
    ("#dde6ef", "#a6bdd6", "#243f5c", "#4a729c"),
    ("#eee0e9", "#d0a9c2", "#562f48", "#8f5a7b"),
    ("#dcebeb", "#9fc9c9", "#1c4c50", "#3a8085"),
    ("#e9e6e0", "#c3bcae", "#3a362f", "#78705f"),
)
"""Background, face, hair and clothes, all of one hue, so that a face says nothing about where a name comes from."""


def portrait(number: int) -> bytes:
    """A PNG. Numbers that follow each other look unlike."""
    background, skin, hair, _ = _TINTS[number % 7]
    clothes = _TINTS[number * 3 // 2 % 7][3]
    image = Image.new("RGB", (_EDGE, _EDGE), background)
    draw = ImageDraw.Draw(image)
    if number % 3 == 0:  # long hair falls behind the shoulders
        draw.rounded_rectangle((136, 130, 376, 430), 110, fill=hair)
    draw.ellipse((76, 372, 436, 760), fill=clothes)
    draw.rounded_rectangle((222, 300, 290, 420), 34, fill=skin)
    draw.ellipse((158, 116, 354, 352), fill=skin)
    draw.pieslice((146, 92, 366, 330), 180, 360, fill=hair)
    if number % 4 == 1:  # a bun
        draw.ellipse((212, 46, 300, 130), fill=hair)
    if number % 5 == 2:  # glasses
        for left in (180, 264):
            draw.ellipse((left, 222, left + 68, 290), outline=hair, width=8)
        draw.line((248, 254, 264, 254), fill=hair, width=8)
    written = BytesIO()
    image.save(written, "PNG")
    return written.getvalue()
