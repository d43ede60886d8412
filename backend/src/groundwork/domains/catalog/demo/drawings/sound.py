"""Headphones, loudspeakers, a microphone and a record player."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material, material
from groundwork.kernel.drawing.shapes import arc, centered, ellipse, path, rect


def headphones(canvas: Canvas, look: Look) -> None:
    """From the front, the band above."""
    body, pads = look.made_of("body", "clay"), look.made_of("pads", "graphite")
    stand(canvas, 520, depth=20)
    canvas.stroke(arc(0, -330, 222, 262, 186, 354), 46, body.deep)
    canvas.stroke(arc(-2, -332, 222, 262, 186, 354), 40, Fade([body.light, body.base, body.dark], "right"))
    canvas.stroke(arc(0, -326, 196, 236, 205, 335), 22, Fade([pads.light, pads.dark], "right"))
    for side in (-1, 1):
        with canvas.placed(side * 228, -196, mirrored=side > 0):
            _cup(canvas, body, pads, bright=side < 0)


def _cup(canvas: Canvas, body: Material, pads: Material, *, bright: bool) -> None:
    tones = [body.light, body.base, body.dark] if bright else [body.base, body.dark, body.deep]
    canvas.fill(rect(-6, -190, 22, 150, 11), Fade([material("steel").light, material("steel").dark], "right"))
    with canvas.placed(0, 0, angle=5):
        canvas.fill(rect(8, -128, 92, 296, 46), Fade([pads.base, pads.light, pads.dark], "right"))
        for seam in (38, 64):
            canvas.stroke([(seam, -118), (seam, 158)], 3, pads.deep, opacity=0.5)
        canvas.fill(rect(-62, -138, 104, 316, 52), Fade(tones, "right"))
        canvas.fill(rect(-62, -138, 52, 316, (52, 0, 0, 52)), Fade(tones))
        canvas.stroke([(-34, -82), (-34, 40)], 7, body.light, opacity=0.55)
        canvas.fill(ellipse(-30, 112, 8), body.deep)


def earbuds(canvas: Canvas, look: Look) -> None:
    """In their open case."""
    body, buds = look.made_of("body", "chalk"), look.made_of("buds", "chalk")
    stand(canvas, 430, depth=24)
    lid = rect(-205, -468, 410, 240, (110, 110, 20, 20))
    canvas.fill(lid, Fade([body.base, body.dark]))
    canvas.fill(rect(-182, -446, 364, 210, (92, 92, 10, 10)), Fade([body.dark, body.deep]), opacity=0.75)
    for side in (-1, 1):
        with canvas.placed(side * 82, -258, angle=side * 7, mirrored=side > 0):
            canvas.fill(rect(-24, -30, 44, 190, 22), Fade([buds.light, buds.base, buds.dark], "right"))
            canvas.fill(ellipse(6, -40, 62, 58), Fade([buds.light, buds.base, buds.dark], "slant"))
            canvas.fill(
                path("M34 -88 Q66 -52 44 4 Q30 18 22 2 Q34 -40 22 -84 Q26 -96 34 -88 Z"), Fade(["#c9c3b6", "#8f897c"])
            )
            canvas.fill(rect(-14, 20, 10, 96, 5), "#ffffff", opacity=0.5)
            canvas.fill(ellipse(-24, -58, 16, 10), "#ffffff", opacity=0.7)
    case = rect(-212, -232, 424, 232, (26, 26, 104, 104))
    canvas.fill(case, Fade([body.light, body.base, body.dark], "slant"))
    canvas.stroke([(-200, -228), (200, -228)], 4, "#ffffff", opacity=0.5)
    canvas.fill(ellipse(0, -168, 8), "#74b093")
    canvas.fill(rect(-178, -150, 26, 84, 13), "#ffffff", opacity=0.25)


def speaker(canvas: Canvas, look: Look) -> None:
    """A bookshelf speaker; two of them when `pair` is 1."""
    wood = look.made_of("body", "walnut")
    if look.measure("pair", 0):
        with canvas.placed(205, -18, scale=0.93):
            _box(canvas, wood, look)
        with canvas.placed(-190, 0):
            _box(canvas, wood, look)
    else:
        _box(canvas, wood, look)


def _box(canvas: Canvas, wood: Material, look: Look) -> None:
    cone, front = look.made_of("cone", "ochre"), look.made_of("front", "graphite")
    stand(canvas, 320)
    canvas.fill(path("M150 -528 L206 -552 V-26 L150 0 Z"), Fade([wood.dark, wood.deep], "right"))
    canvas.fill(path("M-150 -528 L-88 -552 H206 L150 -528 Z"), Fade([wood.light, wood.base], "right"))
    canvas.fill(rect(-150, -528, 300, 528, 6), Fade([wood.base, wood.dark], "slant"))
    canvas.fill(rect(-134, -512, 268, 496, 4), Fade([front.base, front.deep], "slant"))
    for y, radius in ((-400, 62), (-182, 112)):
        canvas.fill(ellipse(0, y, radius + 10), Fade([front.light, front.deep], "slant"))
        canvas.fill(ellipse(0, y, radius), front.deep)
        canvas.fill(ellipse(0, y, radius * 0.84), Fade([cone.dark, cone.base, cone.light], "slant"))
        canvas.fill(ellipse(0, y, radius * 0.4), Fade([cone.light, cone.dark], "slant"))
        canvas.glow(-radius * 0.1, y - radius * 0.12, radius * 0.25, radius * 0.2, "#ffffff", opacity=0.5)


def portable(canvas: Canvas, look: Look) -> None:
    """A speaker wrapped in cloth, with a loop to carry it by."""
    cloth, accent = look.made_of("body", "pine"), look.made_of("accent", "clay")
    stand(canvas, 600, depth=24)
    canvas.stroke(path("M-214 -268 C-190 -400 190 -400 214 -268"), 26, accent.dark)
    canvas.stroke(path("M-212 -272 C-190 -402 188 -402 212 -272"), 18, Fade([accent.light, accent.base], "right"))
    body = rect(-330, -290, 660, 286, (118, 118, 96, 96))
    canvas.fill(body, Fade([cloth.light, cloth.base, cloth.base, cloth.dark, cloth.deep]))
    with canvas.inside(body):
        for row in range(17):
            for column in range(34):
                x = -324 + column * 20 + (row % 2) * 10
                canvas.fill(centered(x, -286 + row * 18, 5, 5, 2), cloth.deep, opacity=0.5)
        for left in (-340, 266):
            canvas.fill(rect(left, -300, 74, 310), Fade([cloth.light, cloth.dark, cloth.deep]))
    for x in (-60, 0, 60):
        canvas.fill(centered(x, -272, 34, 10, 5), cloth.light, opacity=0.8)
    canvas.fill(centered(168, -66, 96, 28, 5), accent.light)


def microphone(canvas: Canvas, look: Look) -> None:
    """On a stand for the desk."""
    body, mesh = look.made_of("body", "graphite"), look.made_of("mesh", "brass")
    stand(canvas, 280, depth=26)
    canvas.fill(ellipse(0, -10, 142, 26), body.deep)
    canvas.fill(ellipse(0, -20, 142, 26), Fade([body.light, body.base, body.dark], "right"))
    canvas.fill(rect(-11, -220, 22, 204, 6), Fade([body.light, body.dark], "right"))
    canvas.stroke(
        path("M-128 -420 V-320 C-128 -200 128 -200 128 -320 V-420"), 17, Fade([body.light, body.deep], "right")
    )
    head = rect(-92, -600, 184, 350, 92)
    canvas.fill(head, Fade([body.base, body.light, body.base, body.dark, body.deep], "right"))
    top = rect(-92, -600, 184, 190, (92, 92, 0, 0))
    canvas.fill(top, Fade([mesh.base, mesh.light, mesh.base, mesh.dark], "right"))
    with canvas.inside(top):
        for index in range(-9, 10):
            canvas.stroke([(index * 19 - 120, -600), (index * 19 + 70, -400)], 2.4, mesh.deep, opacity=0.4)
            canvas.stroke([(index * 19 + 120, -600), (index * 19 - 70, -400)], 2.4, mesh.deep, opacity=0.4)
    canvas.fill(rect(-94, -416, 188, 14, 4), Fade([mesh.light, mesh.base, mesh.deep], "right"))
    canvas.fill(ellipse(0, -340, 17), Fade([mesh.light, mesh.dark], "slant"))
    for x in (-128, 128):
        canvas.fill(ellipse(x, -420, 19), Fade([mesh.light, mesh.dark], "slant"))


def turntable(canvas: Canvas, look: Look) -> None:
    """From above, a record on it."""
    wood, label = look.made_of("body", "oak"), look.made_of("label", "clay")
    with canvas.placed(0, -300):
        plinth = centered(0, 0, 860, 640, 26)
        canvas.shadow(plinth, blur=40, by=(36, 50), opacity=0.36)
        canvas.fill(centered(4, 8, 860, 640, 26), wood.deep)
        canvas.fill(plinth, Fade([wood.light, wood.base, wood.dark], "slant"))
        for index in range(9):
            y = -280 + index * 66
            canvas.stroke(path(f"M-420 {y} C-200 {y + 22} 120 {y - 26} 420 {y + 8}"), 2.5, wood.dark, opacity=0.28)
        canvas.shadow(ellipse(-110, 0, 272), blur=12, by=(8, 12), opacity=0.5)
        canvas.fill(ellipse(-110, 0, 272), Fade(["#dcd7cb", "#978f7f"], "slant"))
        canvas.fill(ellipse(-110, 0, 262), "#1d1b18")
        for ring in range(9):
            canvas.stroke(ellipse(-110, 0, 110 + ring * 17), 1.6, "#ffffff", closed=True, opacity=0.1)
        for angle in (205, 25):
            shine = [(-110, 0), *arc(-110, 0, 258, 258, angle, angle + 26)]
            canvas.fill(shine, "#ffffff", opacity=0.09)
        canvas.fill(ellipse(-110, 0, 92), Fade([label.light, label.base, label.dark], "slant"))
        canvas.fill(ellipse(-110, 0, 9), "#f1ede4")
        arm = path("M318 -206 C330 0 300 90 150 172")
        canvas.shadow(ellipse(318, -206, 56), blur=10, by=(8, 10), opacity=0.4)
        canvas.fill(ellipse(318, -206, 56), Fade(["#ebe8e0", "#8a8577"], "slant"))
        canvas.stroke([(x + 9, y + 13) for x, y in arm], 13, "#12110e", opacity=0.3)
        canvas.stroke(arm, 13, Fade(["#f5f3ee", "#a9a292"]))
        canvas.fill(ellipse(318, -206, 27), "#3d3931")
        with canvas.placed(150, 172, angle=58):
            canvas.fill(centered(0, 12, 36, 70, 8), "#26241f")
        for index, x in enumerate((300, 364)):
            canvas.fill(
                ellipse(x, 238, 24), Fade(["#f5f3ee", "#8a8577"] if index else [label.light, label.dark], "slant")
            )
