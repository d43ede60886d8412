"""Indoors: a window, a shelf, a table from above, the shadow of leaves on a wall."""

import math
from random import Random

from groundwork.domains.content.demo.covers.tones import HEIGHT, WIDTH, Tones
from groundwork.kernel.drawing.canvas import Canvas, Fade, blend
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect


def window(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A view through a window, a cup and a plant on the sill."""
    x = chance.choice((330, 610))
    canvas.shadow(rect(x - 20, 70, 700, 640, 8), blur=30, by=(20, 30), opacity=0.25)
    canvas.fill(rect(x - 20, 70, 700, 640, 8), Fade(["#fffdf6", tones.ink(0)], "slant"))
    view = rect(x + 10, 100, 640, 580)
    canvas.fill(view, Fade([tones.ink(1), "#fff6e6"]))
    with canvas.inside(view):
        canvas.fill(ellipse(x + 450, 270, 70), "#fffdf6")
        canvas.glow(x + 450, 270, 300, 300, "#fffaf0", opacity=0.8)
        for index in range(3):
            y = 430 + index * 90
            slope = f"M{x} {y} C{x + 180} {y - 130 + index * 60} {x + 330} {y + 90} {x + 680} {y - 70} V720 H{x} Z"
            canvas.fill(path(slope), tones.ink(index + 2))
    canvas.fill(rect(x + 322, 100, 16, 580), "#fffdf6")
    canvas.fill(rect(x + 10, 372, 640, 14), "#fffdf6")
    canvas.shadow(rect(x - 80, 700, 820, 50), blur=18, by=(0, 22), opacity=0.4)
    canvas.fill(rect(x - 80, 690, 820, 46, 6), Fade(["#fffdf6", tones.ink(1)]))
    _plant(canvas, x + 30, 694, tones, chance)
    _cup(canvas, x + 500, 694, tones)
    canvas.fill(path(f"M{x + 60} {HEIGHT} L{x - 90} 770 H{x + 560} L{x + 790} {HEIGHT} Z"), "#fffaf0", opacity=0.22)


def _plant(canvas: Canvas, x: float, y: float, tones: Tones, chance: Random) -> None:
    for index in range(9):
        lean = (index - 4) * 34 + chance.uniform(-8, 8)
        tall = 250 - abs(index - 4) * 26
        blade = (
            f"M{x - 12} {y - 90} Q{x + lean * 0.3 - 24} {y - 90 - tall * 0.6} {x + lean} "
            f"{y - 90 - tall} Q{x + lean * 0.4 + 26} {y - 90 - tall * 0.5} {x + 12} {y - 90} "
            "Z"
        )
        canvas.fill(path(blade), Fade(["#74b093", "#2b7355", "#194a37"]))
    canvas.fill(
        path(f"M{x - 70} {y - 110} H{x + 70} L{x + 52} {y} H{x - 52} Z"),
        Fade([blend(tones.spark, "#ffffff", 0.35), tones.spark, blend(tones.spark, "#1b1915", 0.4)], "right"),
    )


def _cup(canvas: Canvas, x: float, y: float, tones: Tones) -> None:
    color = tones.ink(3)
    canvas.stroke(path(f"M{x + 52} {y - 86} C{x + 120} {y - 90} {x + 112} {y - 22} {x + 44} {y - 28}"), 15, color)
    canvas.fill(
        path(
            f"M{x - 62} {y - 112} H{x + 62} L{x + 52} {y - 14} "
            f"Q{x + 48} {y} {x + 30} {y} H{x - 30} Q{x - 48} {y} {x - 52} {y - 14} "
            "Z"
        ),
        Fade([blend(color, "#ffffff", 0.5), color, blend(color, "#1b1915", 0.4)], "right"),
    )
    for shift in (-18, 16):
        wisp = path(
            f"M{x + shift} {y - 126} C{x + shift - 30} {y - 170} {x + shift + 30} {y - 200} {x + shift} {y - 250}"
        )
        canvas.stroke(wisp, 9, "#ffffff", opacity=0.4)


def shelf(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Books and pots on three boards."""
    for y in (310, 590, 870):
        x = 60.0
        while x < WIDTH - 120:
            kind = chance.random()
            if kind < 0.62:
                wide, tall = chance.uniform(30, 62), chance.uniform(130, 214)
                color = chance.choice((*tones.inks, tones.spark))
                canvas.fill(
                    rect(x, y - tall, wide, tall, 4),
                    Fade([blend(color, "#ffffff", 0.2), color, blend(color, "#1b1915", 0.25)], "right"),
                )
                canvas.fill(rect(x + 8, y - tall + 24, wide - 16, 6, 3), "#fffdf6", opacity=0.6)
                canvas.fill(rect(x + 8, y - tall + 38, wide - 16, 3, 1), "#fffdf6", opacity=0.6)
                x += wide + 3
            elif kind < 0.78:
                _vase(canvas, x + 62, y, tones.ink(chance.randrange(2, 5)))
                x += 134
            elif kind < 0.9:
                _plant(canvas, x + 80, y, tones, chance)
                x += 180
            else:
                x += 70
        canvas.shadow(rect(0, y + 20, WIDTH, 10), blur=14, by=(0, 8), opacity=0.4)
        canvas.fill(rect(0, y, WIDTH, 24), Fade(["#e6c79a", "#b98a5c"]))


def _vase(canvas: Canvas, x: float, y: float, color: str) -> None:
    outline = (
        f"M{x - 18} {y - 150} V{y - 118} C{x - 22} {y - 96} {x - 60} {y - 86} {x - 58} "
        f"{y - 46} Q{x - 54} {y} {x - 26} {y} H{x + 26} Q{x + 54} {y} {x + 58} {y - 46} "
        f"C{x + 60} {y - 86} {x + 22} {y - 96} {x + 18} {y - 118} "
        f"V{y - 150} Z"
    )
    canvas.fill(path(outline), Fade([blend(color, "#ffffff", 0.45), color, blend(color, "#1b1915", 0.45)], "right"))


def table(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A desk from above: sheets, a cup, a pen, a rule."""
    canvas.shadow(
        path("M-60 700 C300 420 600 300 1000 -60 L1320 -60 C900 340 640 560 -60 980 Z"),
        blur=30,
        color="#fffaf0",
        opacity=0.45,
    )
    for index in range(3):
        with canvas.placed(620 + index * 130, 480 + index * 14, angle=chance.uniform(-16, 16)):
            sheet = rect(-250, -330, 500, 660, 5)
            canvas.shadow(sheet, blur=24, by=(16, 22), opacity=0.28)
            canvas.fill(sheet, Fade(["#fffdf8", "#efe8da"], "slant"))
            for row in range(9):
                canvas.fill(rect(-200, -270 + row * 44, 390 - row * 67 % 150, 8, 4), tones.ink(3), opacity=0.35)
            canvas.stroke(ellipse(90, 220, 70), 5, tones.spark, closed=True, opacity=0.8)
    with canvas.placed(1260, 330):
        for radius, paint in (
            (150, Fade(["#fffdf6", tones.ink(1)], "slant")),
            (104, Fade([tones.ink(2), tones.ink(3)], "slant")),
            (88, Fade(["#8a5a36", "#3c2212"], "slant")),
        ):
            canvas.shadow(ellipse(0, 0, radius), blur=16, by=(12, 16), opacity=0.3)
            canvas.fill(ellipse(0, 0, radius), paint)
        canvas.glow(-34, -34, 40, 30, "#ffffff", opacity=0.35)
    with canvas.placed(300, 420, angle=chance.uniform(-14, 6)):
        canvas.shadow(rect(-34, -360, 68, 700), blur=10, by=(10, 12), opacity=0.32)
        canvas.fill(rect(-34, -360, 68, 700, 4), Fade([blend(tones.spark, "#ffffff", 0.4), tones.spark], "slant"))
        for tick in range(34):
            canvas.fill(rect(-34, -340 + tick * 20, 34 if tick % 5 == 0 else 18, 3), "#fffdf6")
    with canvas.placed(1130, 640, angle=52):
        canvas.shadow(rect(-15, -210, 30, 400), blur=9, by=(12, 14), opacity=0.4)
        canvas.fill(rect(-15, -210, 30, 360, 12), Fade([tones.ink(2), tones.ink(4)], "right"))
        canvas.fill([(-15, 148), (15, 148), (0, 206)], "#e6cf94")


def leaves(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Branches in front of a bright wall, and their shadows on it."""
    canvas.glow(900, 300, 900, 600, "#fffaf0", opacity=0.6)
    branches = [
        (chance.uniform(-40, 240) + index * 360, chance.uniform(620, 980), chance.uniform(-34, 22))
        for index in range(5)
    ]
    for in_shadow in (True, False):
        for x, y, angle in branches:
            with canvas.placed(x + (90 if in_shadow else 0), y + (60 if in_shadow else 0), angle=angle, scale=1.15):
                _branch(canvas, tones, in_shadow=in_shadow)


def _branch(canvas: Canvas, tones: Tones, *, in_shadow: bool) -> None:
    if not in_shadow:
        canvas.stroke(path("M0 120 Q30 -240 0 -560"), 8, tones.ink(4))
    for index in range(13):
        side = 1 if index % 2 else -1
        y, length = 60 - index * 50, 190 - index * 9
        with canvas.placed(8 * math.sin(index), y, angle=side * (58 - index * 2.6)):
            blade = path(
                f"M0 0 C46 {-length * 0.3} 40 {-length * 0.75} 0 {-length} "
                f"C-40 {-length * 0.75} -46 {-length * 0.3} 0 0 Z"
            )
            if in_shadow:
                canvas.shadow(blade, blur=9, opacity=0.16)
            else:
                color = tones.spark if index == 8 else tones.ink(2 + index % 3)
                canvas.fill(blade, Fade([blend(color, "#ffffff", 0.3), color], "slant"))
                canvas.stroke([(0, -8), (0, -length * 0.86)], 2, "#fffdf6", opacity=0.45)


def lamp(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A hanging lamp, a round table in its light, two chairs."""
    x = chance.choice((560, 1040))
    canvas.fill(path(f"M{x - 150} 300 H{x + 150} L{x + 560} 760 H{x - 560} Z"), Fade(["#fff1c9d0", "#fff1c910"]))
    canvas.glow(x, 290, 380, 200, "#fff1c9", opacity=0.8)
    canvas.fill(rect(0, 752, WIDTH, 160), Fade([blend(tones.deep, tones.ink(3), 0.4), tones.deep]))
    canvas.glow(x, 800, 620, 100, "#fff1c9", opacity=0.6)
    canvas.stroke([(x, -10), (x, 170)], 6, "#26241f")
    canvas.fill(
        path(f"M{x - 160} 300 C{x - 150} 190 {x - 70} 160 {x} 160 C{x + 70} 160 {x + 150} 190 {x + 160} 300 Z"),
        Fade([blend(tones.spark, "#ffffff", 0.35), tones.spark, blend(tones.spark, "#1b1915", 0.4)], "right"),
    )
    canvas.shadow(ellipse(x, 836, 300, 20), blur=16, opacity=0.4)
    for side in (-1, 1):
        canvas.stroke([(x + side * 360, 836), (x + side * 340, 640)], 14, "#26241f")
        canvas.stroke([(x + side * 490, 836), (x + side * 470, 440)], 14, "#26241f")
        canvas.fill(centered(x + side * 410, 640, 180, 30, 14), tones.ink(3))
        canvas.fill(centered(x + side * 470, 490, 36, 150, 18), tones.ink(2))
    canvas.fill(rect(x - 11, 610, 22, 226), "#26241f")
    canvas.fill(centered(x, 836, 190, 18, 9), "#26241f")
    canvas.fill(rect(x - 290, 590, 580, 26, 13), Fade(["#efd6a8", "#b98a5c"]))
    _cup(canvas, x + 120, 590, tones)
    for index in range(3):
        canvas.fill(
            rect(x - 190 + index * 8, 566 - index * 24, 170 - index * 18, 24, 4),
            (tones.ink(1), tones.spark, tones.ink(3))[index],
        )
