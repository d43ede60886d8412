"""What lies on a desk: keyboards, mice, docks."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect

_FULL = (
    (1,) * 13 + (2,),
    (1.5,) + (1,) * 12 + (1.5,),
    (1.75,) + (1,) * 11 + (2.25,),
    (2.25,) + (1,) * 10 + (1.75, 1),
    (1.25, 1.25, 1.25, 6.25, 1.25, 1.25, 1.25, 1.25),
)
"""Widths of the keys of a row, in keys."""
_ACCENTS = {(0, 0), (2, 12), (4, 3)}


def keyboard(canvas: Canvas, look: Look) -> None:
    """From above, a little turned."""
    body, keys, accent = look.made_of("body", "steel"), look.made_of("keys", "chalk"), look.made_of("accent", "clay")
    unit = look.measure("unit", 62)
    wide, tall = unit * 15 + 44, unit * 5 + 44
    with canvas.placed(0, -296, angle=look.measure("angle", -9)):
        plate = centered(0, 0, wide, tall, look.measure("round", 26))
        canvas.shadow(plate, blur=34, by=(34, 48), opacity=0.36)
        canvas.fill(centered(4, 12, wide, tall, look.measure("round", 26)), body.deep)
        canvas.fill(plate, Fade([body.light, body.base, body.dark], "slant"))
        canvas.fill(centered(0, 0, unit * 15 + 12, unit * 5 + 12, 10), body.deep, opacity=0.75)
        for row, widths in enumerate(_FULL):
            left = -unit * 7.5
            for column, width in enumerate(widths):
                edge = column in {0, len(widths) - 1}
                made = accent if (row, column) in _ACCENTS else look.made_of("mods", "stone") if edge else keys
                _key(canvas, made, left, -unit * 2.5 + row * unit, unit * width, unit)
                left += unit * width


def _key(canvas: Canvas, made: Material, x: float, y: float, width: float, height: float) -> None:
    canvas.fill(rect(x + 2, y + 2, width - 4, height - 4, 9), made.dark)
    top = rect(x + 7, y + 4, width - 14, height - 16, 8)
    canvas.fill(top, Fade([made.light, made.base]))


def split_keyboard(canvas: Canvas, look: Look) -> None:
    """Two halves that turn away from each other."""
    body, keys, accent = look.made_of("body", "graphite"), look.made_of("keys", "sage"), look.made_of("accent", "ochre")
    drops = (30, 14, 0, 10, 26, 34)
    for side in (-1, 1):
        with canvas.placed(side * 276, -330, angle=-side * 13, mirrored=side > 0):
            plate = path(
                "M-250 -150 Q-250 -190 -210 -190 H190 Q236 -190 236 -150 "
                "V120 L290 206 Q300 240 262 250 L160 262 Q110 212 60 196 "
                "H-210 Q-250 196 -250 160 Z"
            )
            canvas.shadow(plate, blur=30, by=(26, 40), opacity=0.36)
            canvas.fill([(x + 3, y + 11) for x, y in plate], body.deep)
            canvas.fill(plate, Fade([body.light, body.base, body.dark], "slant"))
            for column, drop in enumerate(drops):
                for row in range(4):
                    made = accent if (row, column) == (1, 0) else keys
                    _key(canvas, made, -236 + column * 75, -178 + row * 75 + drop * 0.8, 75, 75)
            with canvas.placed(196, 190, angle=24):
                _key(canvas, accent, -34, -38, 74, 80)


def mouse(canvas: Canvas, look: Look) -> None:
    """From above, on its mat."""
    body, mat, accent = look.made_of("body", "chalk"), look.made_of("mat", "cork"), look.made_of("accent", "clay")
    with canvas.placed(0, -296, angle=-8):
        pad = centered(0, 0, 800, 620, 40)
        canvas.shadow(pad, blur=22, by=(16, 22), opacity=0.28)
        canvas.fill(pad, Fade([mat.light, mat.base, mat.dark], "slant"))
        canvas.stroke(centered(0, 0, 772, 592, 32), 3, mat.light, closed=True, opacity=0.5)
    with canvas.placed(10, -304, angle=12):
        shell = path(
            "M0 -250 C96 -250 134 -176 134 -70 V70 C134 190 88 250 0 250 "
            "C-88 250 -134 190 -134 70 V-70 C-134 -176 -96 -250 0 -250 "
            "Z"
        )
        canvas.shadow(shell, blur=24, by=(26, 36), opacity=0.42)
        canvas.fill(shell, Fade([body.light, body.base, body.dark], "slant"))
        canvas.glow(-40, 40, 90, 170, "#ffffff", opacity=0.6)
        canvas.stroke([(0, -248), (0, -40)], 3, body.deep, opacity=0.5)
        canvas.stroke(path("M-133 -30 C-60 -16 60 -16 133 -30"), 3, body.deep, opacity=0.4)
        canvas.fill(centered(0, -140, 34, 96, 17), body.deep)
        canvas.fill(centered(0, -140, 22, 80, 11), Fade([accent.light, accent.base, accent.dark]))
        for y in (-164, -148, -132, -116):
            canvas.stroke([(-8, y), (8, y)], 3, accent.deep, opacity=0.6)


def dock(canvas: Canvas, look: Look) -> None:
    """A bar of metal with sockets."""
    body = look.made_of("body", "steel")
    stand(canvas, 700, depth=24)
    canvas.fill(path("M-350 -176 L-300 -226 H392 L350 -176 Z"), Fade([body.light, body.base], "right"))
    canvas.fill(path("M350 -176 L392 -226 V-40 L350 0 Z"), Fade([body.dark, body.deep]))
    canvas.fill(rect(-350, -176, 700, 176, (10, 0, 0, 14)), Fade([body.light, body.base, body.dark]))
    for x in (-280, -190):
        canvas.fill(centered(x, -88, 58, 22, 11), "#1b1915")
        canvas.fill(centered(x, -88, 40, 7, 3), "#544e43")
    for x in (-76, 36):
        canvas.fill(centered(x, -88, 82, 38, 4), "#1b1915")
        canvas.fill(centered(x, -96, 66, 12, 2), "#4a6a8a")
    canvas.fill(centered(146, -88, 76, 52, 4), "#1b1915")
    canvas.fill(centered(146, -102, 40, 10), "#8a8577")
    canvas.fill(ellipse(246, -88, 21), "#1b1915")
    canvas.fill(ellipse(246, -88, 11), "#544e43")
    canvas.fill(ellipse(308, -88, 6), "#74b093")
    canvas.fill(centered(-190, -66, 50, 62, 8), Fade(["#f5f3ee", "#978f7f"], "right"))
    cable = path("M-190 -36 C-190 70 -260 92 -420 78 C-560 66 -620 110 -780 118")
    canvas.stroke([(x + 10, y + 16) for x, y in cable[6:]], 15, "#2a2418", opacity=0.16)
    canvas.stroke(cable, 15, Fade(["#a84f1f", "#c4652f"]))
