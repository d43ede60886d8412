"""Plants in their pots."""

import math

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import Outline, ellipse, path


def pot(canvas: Canvas, made: Material, glaze: Material, *, half: float = 140, tall: float = 210) -> None:
    """A flower pot around the origin, with a band of glaze."""
    stand(canvas, half * 2, depth=30)
    canvas.fill(ellipse(0, -tall, half, half * 0.17), made.deep)
    canvas.fill(ellipse(0, -tall + 4, half - 14, half * 0.13), "#3a2a1c")
    side = path(
        f"M{-half} {-tall} Q0 {-tall + half * 0.34} {half} {-tall} "
        f"L{half * 0.76} -16 Q{half * 0.72} 2 {half * 0.5} 4 "
        f"Q0 14 {-half * 0.5} 4 Q{-half * 0.72} 2 {-half * 0.76} -16 "
        "Z"
    )
    canvas.fill(side, Fade([made.light, made.base, made.dark, made.deep], "right"))
    with canvas.inside(side):
        band = (
            f"M{-half} {-tall * 0.56} Q0 {-tall * 0.56 + half * 0.3} {half} {-tall * 0.56} "
            f"V{-tall * 0.3} Q0 {-tall * 0.3 + half * 0.3} {-half} {-tall * 0.3} "
            "Z"
        )
        canvas.fill(path(band), Fade([glaze.light, glaze.base, glaze.dark], "right"), opacity=0.85)
    canvas.stroke(path(f"M{-half} {-tall} Q0 {-tall + half * 0.34} {half} {-tall}"), 6, made.light, opacity=0.7)


def snake_plant(canvas: Canvas, look: Look) -> None:
    """Upright leaves with pale rims."""
    leaf = look.made_of("leaf", "leaf")
    blades = (
        (-70, -19, 300),
        (70, 17, 320),
        (-40, -9, 420),
        (46, 8, 380),
        (0, -1, 470),
        (-96, -30, 210),
        (96, 31, 220),
        (18, 13, 280),
    )
    for index, (x, lean, tall) in enumerate(blades):
        with canvas.placed(x, -190, angle=lean):
            blade = path(
                f"M-24 20 C-52 {-tall * 0.4} -34 {-tall * 0.8} 0 {-tall} C34 {-tall * 0.8} 52 {-tall * 0.4} 24 20 Z"
            )
            canvas.fill(blade, "#d9cf8f")
            inner = [(px * 0.78, py * 0.96) for px, py in blade]
            tones = [leaf.light, leaf.base, leaf.dark] if index % 2 else [leaf.base, leaf.dark, leaf.deep]
            canvas.fill(inner, Fade(tones, "slant"))
            with canvas.inside(inner):
                for band in range(int(tall / 30)):
                    canvas.stroke(
                        path(f"M-40 {-band * 30} Q0 {-band * 30 - 22} 40 {-band * 30}"), 4, leaf.light, opacity=0.26
                    )
    pot(canvas, look.made_of("pot", "terracotta"), look.made_of("glaze", "chalk"))


def monstera(canvas: Canvas, look: Look) -> None:
    """Large leaves with slits."""
    leaf = look.made_of("leaf", "leaf")
    stems = (
        (-210, -470, -52, 0.8),
        (200, -490, 46, 0.86),
        (-60, -600, -14, 1.0),
        (110, -350, 70, 0.66),
        (-170, -330, -86, 0.6),
        (40, -440, 18, 0.8),
    )
    for x, y, _, _ in stems:
        canvas.stroke(path(f"M0 -180 Q{x * 0.3} {y * 0.7} {x} {y + 40}"), 9, Fade([leaf.base, leaf.dark]))
    for x, y, lean, scale in stems:
        with canvas.placed(x, y, angle=lean, scale=scale):
            _split_leaf(canvas, leaf)
    pot(canvas, look.made_of("pot", "chalk"), look.made_of("glaze", "clay"), half=150)


def _split_leaf(canvas: Canvas, leaf: Material) -> None:
    blade = path(
        "M0 70 C-70 110 -150 60 -150 -30 C-150 -120 -60 -170 0 -220 C60 -170 150 -120 150 -30 C150 60 70 110 0 70 Z"
    )
    slits: list[Outline] = []
    for side in (-1, 1):
        for y, reach in ((-104, 128), (-50, 160), (6, 160), (56, 140)):
            slits.append([(side * 52, y + 6), (side * (reach + 12), y - 34), (side * (reach + 12), y - 8)])
    canvas.shadow(blade, blur=12, by=(10, 18), opacity=0.22)
    canvas.fill(blade, Fade([leaf.light, leaf.base, leaf.dark], "slant"), holes=slits)
    canvas.fill([point for point in blade if point[0] >= 0], leaf.deep, opacity=0.16)
    canvas.stroke([(0, 74), (0, -190)], 5, leaf.light, opacity=0.8)
    for side in (-1, 1):
        for y in (-130, -76, -22, 30):
            canvas.stroke([(0, y + 24), (side * 100, y - 14)], 3, leaf.light, opacity=0.5)


def succulents(canvas: Canvas, look: Look) -> None:
    """Three small pots in a row."""
    pots = (("terracotta", "chalk"), ("chalk", "clay"), ("slate", "chalk"))
    for index, (made, glaze) in enumerate(pots):
        with canvas.placed(-280 + index * 280, index % 2 * 14, scale=0.78):
            with canvas.placed(0, -196):
                (_rosette, _cactus, _grass)[index](canvas, look.made_of("leaf", "leaf"))
            pot(canvas, look.made_of(f"pot{index}", made), look.made_of(f"glaze{index}", glaze), half=136, tall=200)


def _rosette(canvas: Canvas, leaf: Material) -> None:
    for ring, (count, reach) in enumerate(((11, 170), (9, 130), (7, 90), (5, 50))):
        for index in range(count):
            angle = -180 + (index + 0.5 * (ring % 2)) * 180 / (count - 1)
            x, y = math.cos(math.radians(angle)) * reach * 0.72, math.sin(math.radians(angle)) * reach * 0.8
            with canvas.placed(x, y - 20, angle=angle + 90):
                tones = [leaf.light, leaf.base, leaf.dark] if ring % 2 else ["#a9cfba", leaf.light, leaf.base]
                canvas.fill(path("M0 -54 C34 -30 38 22 0 50 C-38 22 -34 -30 0 -54 Z"), Fade(tones))


def _cactus(canvas: Canvas, leaf: Material) -> None:
    for x, y, rx, ry in ((0, -130, 84, 180), (-104, -150, 40, 82), (100, -190, 38, 76)):
        if rx < 80:
            canvas.stroke(path(f"M{x} {y + 40} Q{x} {y + 96} {x * 0.4} {y + 96}"), 50, leaf.dark)
        canvas.fill(ellipse(x, y, rx, ry), Fade([leaf.light, leaf.base, leaf.dark, leaf.deep], "right"))
        for line in (-0.55, -0.2, 0.2, 0.55):
            canvas.stroke(
                path(f"M{x + rx * line} {y - ry * 0.8} Q{x + rx * line * 1.5} {y} {x + rx * line} {y + ry * 0.8}"),
                3,
                "#e8f2dc",
                opacity=0.35,
            )
    for lean in (-1, 0, 1):
        canvas.fill(ellipse(lean * 20, -312 + abs(lean) * 6, 17), Fade(["#f3c9ae", "#c4652f"], "slant"))


def _grass(canvas: Canvas, leaf: Material) -> None:
    for index in range(15):
        lean = (index - 7) * 23
        tall = 330 - abs(index - 7) * 22 + index * 37 % 40
        blade = f"M-9 20 Q{lean * 0.3} {-tall * 0.6} {lean * 1.3} {-tall} Q{lean * 0.3 + 22} {-tall * 0.55} 9 20 Z"
        canvas.fill(
            path(blade), Fade([leaf.light, leaf.base, leaf.dark] if index % 2 else [leaf.base, leaf.dark, leaf.deep])
        )
