"""Notebooks, and what one writes with."""

import math

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect


def notebook(canvas: Canvas, look: Look) -> None:
    """Closed, with a band and a ribbon; a second lies under it when `pair` is 1."""
    cover, band = look.made_of("cover", "pine"), look.made_of("band", "clay")
    if look.measure("pair", 0):
        with canvas.placed(110, -280, angle=17):
            _book(canvas, look.made_of("second", "blush"), band, plain=True)
    with canvas.placed(-40, -304, angle=-8):
        _book(canvas, cover, band, plain=False)


def _book(canvas: Canvas, cover: Material, band: Material, *, plain: bool) -> None:
    whole = centered(0, 0, 460, 640, (8, 30, 30, 8))
    canvas.shadow(whole, blur=34, by=(34, 44), opacity=0.34)
    canvas.fill(centered(14, 14, 460, 640, (8, 30, 30, 8)), cover.deep)
    canvas.fill(centered(9, 8, 456, 632, (8, 26, 26, 8)), "#efe9dc")
    canvas.fill(whole, Fade([cover.light, cover.base, cover.dark], "slant"))
    canvas.fill(rect(-230, -320, 46, 640, (8, 0, 0, 8)), Fade([cover.deep, cover.dark], "right"), opacity=0.45)
    if plain:
        return
    canvas.fill(rect(-128, -214, 250, 128, 8), "#f5efe2")
    canvas.stroke(rect(-116, -202, 226, 104, 4), 2, cover.dark, closed=True, opacity=0.5)
    for row, wide in enumerate((150, 96)):
        canvas.fill(rect(-80, -172 + row * 30, wide, 9, 4), cover.dark, opacity=0.75)
    canvas.fill(rect(150, -322, 22, 644), Fade([band.light, band.base, band.dark], "right"))
    canvas.fill(path("M40 318 H66 V402 L53 386 L40 402 Z"), Fade([band.base, band.dark]))


def open_notebook(canvas: Canvas, look: Look) -> None:
    """Open, with writing on one page and a drawing on the other."""
    ink, pen = look.made_of("ink", "denim"), look.made_of("pen", "brass")
    with canvas.placed(0, -296, angle=-5):
        cover = centered(0, 6, 900, 610, 18)
        canvas.shadow(cover, blur=34, by=(26, 44), opacity=0.34)
        canvas.fill(cover, look.made_of("cover", "graphite").dark)
        canvas.fill(
            path("M0 -288 C-60 -308 -300 -300 -436 -290 V290 C-300 282 -60 276 0 296 Z"),
            Fade(["#fbf8f0", "#f5f0e3", "#d9d1bf"], "right"),
        )
        canvas.fill(
            path("M0 -288 C60 -308 300 -300 436 -290 V290 C300 282 60 276 0 296 Z"),
            Fade(["#d9d1bf", "#f7f2e6", "#f3eddf"], "right"),
        )
        dots = look.choice("ruling", "dots") == "dots"
        for row in range(17):
            y = -240 + row * 30
            for x in [*range(-400, -30, 30), *range(44, 420, 30)] if dots else ():
                canvas.fill(centered(x, y, 4, 4, 2), "#b8ae9a")
            if not dots:
                canvas.stroke([(-404, y), (-40, y)], 1.6, "#c5d0d8")
                canvas.stroke([(44, y), (404, y)], 1.6, "#c5d0d8")
        for row in range(9):
            y, end = -206 + row * 48, -90 - row * 53 % 90
            wave = [(x, y - 9 * abs(math.sin(x / 6))) for x in range(-390, end, 3)]
            canvas.stroke(wave, 3.4, ink.base)
        canvas.stroke(ellipse(226, -90, 96, 104), 4, ink.base, closed=True)
        canvas.stroke(path("M130 -90 Q226 -40 322 -90"), 3, ink.base)
        canvas.stroke(path("M226 14 V84 M150 120"), 4, ink.base)
        canvas.stroke(path("M150 120 Q226 70 302 120 Q226 150 150 120"), 4, ink.base)
        for row in range(3):
            canvas.stroke(path(f"M120 {176 + row * 34} H{320 - row * 50}"), 4, ink.light)
    with canvas.placed(330, -190, angle=38):
        pen_at(canvas, pen, look.made_of("ink", "denim"))


def pen_at(canvas: Canvas, body: Material, grip: Material) -> None:
    """A fountain pen that points down."""
    barrel = path("M-17 -270 Q-17 -300 0 -300 Q17 -300 17 -270 L21 60 L15 160 H-15 L-21 60 Z")
    canvas.shadow(path("M-17 -300 H17 L21 60 L4 262 H-4 L-21 60 Z"), blur=9, by=(18, 22), opacity=0.4)
    canvas.fill(path("M-13 158 H13 L3 256 Q0 262 -3 256 Z"), Fade(["#f4e3b4", "#c9a250", "#7c5e20"], "right"))
    canvas.stroke([(0, 190), (0, 252)], 2, "#4a3810")
    canvas.fill(barrel, Fade([body.dark, body.light, body.base, body.deep], "right"))
    canvas.fill(path("M-20 74 L-15 162 H15 L20 74 Z"), Fade([grip.base, grip.light, grip.deep], "right"))
    for y in (62, -60):
        canvas.fill(rect(-22, y, 44, 12, 4), Fade(["#f4e3b4", "#c9a250", "#7c5e20"], "right"))
    canvas.fill(rect(9, -262, 9, 190, 4), Fade(["#f4e3b4", "#a8832f"], "right"))


def pens(canvas: Canvas, look: Look) -> None:
    """Two pens that lie side by side on their case."""
    one, other = look.made_of("body", "pine"), look.made_of("second", "chalk")
    case = look.made_of("case", "walnut")
    with canvas.placed(0, -300, angle=-16):
        box = centered(0, 0, 470, 700, 40)
        canvas.shadow(box, blur=30, by=(28, 40), opacity=0.34)
        canvas.fill(centered(4, 9, 470, 700, 40), case.deep)
        canvas.fill(box, Fade([case.light, case.base, case.dark], "slant"))
        for x in (-96, 96):
            canvas.fill(centered(x, 0, 104, 624, 52), Fade([case.deep, case.dark], "right"), opacity=0.75)
        for x, body in ((-96, one), (96, other)):
            with canvas.placed(x, 26, scale=1.02):
                pen_at(canvas, body, look.made_of("grip", "graphite"))


def ink_bottle(canvas: Canvas, look: Look) -> None:
    """A bottle of ink, and some of it on paper."""
    ink = look.made_of("ink", "denim")
    stand(canvas, 330, depth=26)
    canvas.fill(
        path("M-170 -240 Q-170 -290 -118 -292 H118 Q170 -290 170 -240 V-40 Q170 0 128 0 H-128 Q-170 0 -170 -40 Z"),
        Fade(["#f3f1ec", "#dfe3e3", "#a9b0b2"], "right"),
    )
    canvas.fill(
        path("M-152 -210 H152 V-46 Q152 -18 122 -18 H-122 Q-152 -18 -152 -46 Z"),
        Fade([ink.base, ink.dark, ink.deep], "right"),
    )
    canvas.fill(ellipse(0, -210, 152, 12), ink.light, opacity=0.8)
    canvas.fill(rect(-92, -170, 184, 106, 6), "#f5efe2")
    canvas.fill(rect(-62, -142, 124, 12, 5), ink.base)
    canvas.fill(rect(-62, -116, 84, 8, 4), ink.base, opacity=0.5)
    canvas.fill(rect(-158, -262, 22, 220, 11), "#ffffff", opacity=0.5)
    canvas.fill(rect(-82, -322, 164, 36, 6), "#d4d8d8")
    canvas.fill(rect(-100, -420, 200, 110, 16), Fade(["#5b564c", "#292620", "#12110e"], "right"))
    for x in range(-88, 92, 13):
        canvas.stroke([(x, -404), (x, -324)], 3, "#000000", opacity=0.3)
    with canvas.placed(400, -10, angle=66, scale=0.9):
        pen_at(canvas, look.made_of("pen", "chalk"), ink)


def pencil_cup(canvas: Canvas, look: Look) -> None:
    """A cup full of pencils."""
    cup = look.made_of("cup", "terracotta")
    stand(canvas, 290, depth=28)
    colors = ("pine", "ochre", "clay", "slate", "plum", "leaf", "graphite")
    for index, (x, lean, tall) in enumerate(
        ((-84, -15, 300), (-50, -8, 372), (-12, -3, 330), (26, 4, 400), (60, 9, 346), (88, 16, 296), (8, 0, 270))
    ):
        with canvas.placed(x, -200, angle=lean):
            made = look.made_of(f"pencil{index}", colors[index])
            canvas.fill(rect(-13, -tall, 26, tall), Fade([made.light, made.base, made.dark], "right"))
            canvas.fill([(-13, -tall), (13, -tall), (0, -tall - 56)], Fade(["#efd6a8", "#c79a5c"], "right"))
            canvas.fill([(-4.5, -tall - 36), (4.5, -tall - 36), (0, -tall - 56)], made.deep)
    canvas.fill(ellipse(0, -266, 140, 24), cup.deep)
    canvas.fill(
        path("M-140 -266 Q0 -218 140 -266 L124 -20 Q118 0 92 4 Q0 14 -92 4 Q-118 0 -124 -20 Z"),
        Fade([cup.light, cup.base, cup.dark, cup.deep], "right"),
    )
    canvas.stroke(path("M-140 -266 Q0 -218 140 -266"), 6, cup.light, opacity=0.7)
    canvas.fill(
        path("M-132 -150 Q0 -104 132 -150 L128 -96 Q0 -52 -128 -96 Z"),
        look.made_of("glaze", "chalk").light,
        opacity=0.55,
    )
