"""Bags and sleeves."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import Outline, centered, ellipse, path, rect


def backpack(canvas: Canvas, look: Look) -> None:
    """From the front, a roll of cloth on top."""
    cloth, strap = look.made_of("cloth", "denim"), look.made_of("strap", "walnut")
    stand(canvas, 440, depth=28)
    for side in (-1, 1):
        canvas.stroke(path(f"M{side * 150} -520 C{side * 300} -440 {side * 290} -160 {side * 196} -70"), 34, cloth.deep)
    canvas.stroke(path("M-50 -600 C-50 -690 50 -690 50 -600"), 22, strap.dark)
    body = path(
        "M-206 -60 C-226 -300 -216 -560 -130 -596 Q0 -626 130 -596 "
        "C216 -560 226 -300 206 -60 Q200 0 140 4 H-140 Q-200 0 -206 -60 "
        "Z"
    )
    canvas.fill(body, Fade([cloth.light, cloth.base, cloth.base, cloth.dark, cloth.deep], "right"))
    _stitched(canvas, [(x * 0.94, y * 0.96 - 14) for x, y in body], cloth)
    pocket = path(
        "M-164 -250 Q-164 -274 -140 -276 H140 Q164 -274 164 -250 V-60 Q162 -26 126 -24 H-126 Q-162 -26 -164 -60 Z"
    )
    canvas.shadow(pocket, blur=10, by=(4, 8), opacity=0.35)
    canvas.fill(pocket, Fade([cloth.light, cloth.base, cloth.dark], "slant"))
    _stitched(canvas, [(x * 0.93, (y + 150) * 0.9 - 150) for x, y in pocket], cloth)
    canvas.stroke([(-132, -232), (132, -232)], 7, strap.deep)
    canvas.fill(rect(88, -236, 14, 50, 5), Fade(["#f4e3b4", "#a8832f"]))
    flap = path(
        "M-196 -430 C-200 -560 -150 -604 0 -612 C150 -604 200 -560 196 -430 "
        "Q196 -400 160 -396 H-160 Q-196 -400 -196 -430 Z"
    )
    canvas.shadow(flap, blur=12, by=(4, 12), opacity=0.4)
    canvas.fill(flap, Fade([cloth.light, cloth.base, cloth.dark], "slant"))
    for x in (-104, 104):
        canvas.fill(rect(x - 17, -590, 34, 290, 6), Fade([strap.light, strap.base, strap.dark], "right"))
        canvas.fill(rect(x - 25, -372, 50, 38, 8), Fade(["#f4e3b4", "#c9a250", "#7c5e20"], "slant"))
        canvas.fill(rect(x - 13, -362, 26, 18, 4), strap.deep)
    canvas.fill(centered(0, -486, 86, 46, 6), Fade([strap.light, strap.base]))
    for step, width in enumerate((16, 29, 42)):
        canvas.fill(rect(-21, -501 + step * 11, width, 7, 2), strap.deep, opacity=0.7)


def _stitched(canvas: Canvas, outline: Outline, cloth: Material) -> None:
    """A row of stitches along a line."""
    for index in range(0, len(outline) - 2, 3):
        canvas.stroke(outline[index : index + 2], 2.4, cloth.light, opacity=0.65)


def tote(canvas: Canvas, look: Look) -> None:
    """Of canvas, with leather handles and something sticking out."""
    cloth, handle = look.made_of("cloth", "sand"), look.made_of("strap", "walnut")
    stand(canvas, 500, depth=26)
    canvas.stroke(path("M-110 -440 C-110 -700 110 -700 110 -440"), 20, handle.deep)
    with canvas.placed(86, -430, angle=9):
        canvas.fill(rect(-56, -130, 150, 180, 6), Fade(["#2b7355", "#194a37"], "right"))
        canvas.fill(rect(-46, -104, 96, 9, 4), "#fffdf6", opacity=0.7)
    for lean, tall in ((-34, 150), (-12, 190), (12, 170), (36, 130)):
        leaf = (
            f"M-130 -430 Q{-150 + lean} {-430 - tall * 0.6} {-130 + lean * 1.8} {-430 - tall} "
            f"Q{-100 + lean} {-430 - tall * 0.5} -130 -430 Z"
        )
        canvas.fill(path(leaf), Fade(["#74b093", "#2b7355", "#194a37"]))
    body = path("M-236 -450 Q0 -434 236 -450 L262 -40 Q262 0 224 2 H-224 Q-262 0 -262 -40 Z")
    canvas.fill(body, Fade([cloth.light, cloth.base, cloth.dark], "slant"))
    with canvas.inside(body):
        for index in range(30):
            canvas.stroke([(-280, -450 + index * 16), (280, -450 + index * 16)], 1.4, cloth.dark, opacity=0.16)
        canvas.fill(path("M-270 -110 H270 V10 H-270 Z"), Fade([handle.light, handle.base, handle.dark], "right"))
        canvas.stroke([(-270, -98), (270, -98)], 2.4, handle.light, opacity=0.7)
        canvas.stroke(path("M-150 -440 Q-120 -240 -170 -110"), 5, cloth.dark, opacity=0.25)
        canvas.stroke(path("M170 -440 Q150 -280 190 -110"), 5, cloth.dark, opacity=0.25)
    canvas.stroke(
        path("M-110 -400 C-116 -690 116 -690 110 -400"), 20, Fade([handle.light, handle.base, handle.dark], "right")
    )
    for x in (-110, 110):
        canvas.fill(rect(x - 20, -424, 40, 74, 5), Fade([handle.light, handle.dark]))
        canvas.fill(ellipse(x, -372, 6), "#e6cf94")


def sleeve(canvas: Canvas, look: Look) -> None:
    """Felt and leather, a laptop half out of it."""
    felt, leather = look.made_of("felt", "pebble"), look.made_of("strap", "walnut")
    with canvas.placed(0, -300, angle=-10):
        lid = rect(-300, -380, 600, 400, 30)
        canvas.shadow(lid, blur=24, by=(24, 30), opacity=0.3)
        canvas.fill(lid, Fade(["#dfe2e2", "#b9bfc2", "#83898b"], "slant"))
        for step, width in enumerate((26, 48, 70)):
            canvas.fill(rect(-35, -270 + step * 19, width, 12, 4), "#544e43", opacity=0.45)
        pouch = rect(-330, -170, 660, 480, (10, 10, 34, 34))
        canvas.shadow(pouch, blur=32, by=(30, 42), opacity=0.36)
        canvas.fill([(x + 4, y + 9) for x, y in pouch], felt.deep)
        canvas.fill(pouch, Fade([felt.light, felt.base, felt.dark], "slant"))
        with canvas.inside(pouch):
            for index in range(210):
                x, y = -330 + index * 157 % 660, -170 + index * 89 % 480
                canvas.stroke(
                    [(x, y), (x + 9, y + index % 7 - 3)], 1.5, felt.light if index % 2 else felt.dark, opacity=0.3
                )
        canvas.fill(
            rect(-330, -170, 660, 42, (10, 10, 0, 0)), Fade([leather.light, leather.base, leather.dark], "right")
        )
        canvas.stroke([(-316, -138), (316, -138)], 2, "#f4e3b4", opacity=0.6)
        canvas.fill(
            rect(-38, -236, 76, 190, (8, 8, 38, 38)), Fade([leather.light, leather.base, leather.dark], "slant")
        )
        canvas.fill(ellipse(0, -88, 14), Fade(["#f4e3b4", "#8a6a24"], "slant"))
