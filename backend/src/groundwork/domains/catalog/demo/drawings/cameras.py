"""Cameras and their lenses."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import material
from groundwork.kernel.drawing.shapes import arc, centered, ellipse, path, rect


def lens_front(canvas: Canvas, x: float, y: float, radius: float, *, ring: str = "graphite") -> None:
    """A lens that looks at one: rings, glass, and the window in it."""
    rim = material(ring)
    canvas.shadow(ellipse(x, y, radius), blur=16, by=(10, 14), opacity=0.45)
    canvas.fill(ellipse(x, y, radius), Fade([rim.light, rim.base, rim.deep], "slant"))
    canvas.fill(ellipse(x, y, radius * 0.93), Fade([rim.deep, rim.base], "slant"))
    for step in range(48):
        tooth = arc(x, y, radius * 0.9, radius * 0.9, step * 7.5, step * 7.5 + 3.2)
        inner = arc(x, y, radius * 0.8, radius * 0.8, step * 7.5, step * 7.5 + 3.2)
        canvas.fill([*tooth, *reversed(inner)], "#000000", opacity=0.28)
    canvas.fill(ellipse(x, y, radius * 0.78), "#12110e")
    canvas.stroke(ellipse(x, y, radius * 0.7), 2, "#dcd7cb", closed=True, opacity=0.35)
    canvas.fill(ellipse(x, y, radius * 0.6), Fade(["#3a3f52", "#0f1216"], "slant"))
    canvas.fill(ellipse(x, y, radius * 0.46), Fade(["#4a6a8a", "#2a2140", "#12110e"], "slant"))
    canvas.fill(ellipse(x, y, radius * 0.25), Fade(["#7b4b73", "#12110e"], "rise"))
    canvas.glow(x - radius * 0.22, y - radius * 0.24, radius * 0.26, radius * 0.2, "#ffffff", opacity=0.85)
    canvas.glow(x + radius * 0.25, y + radius * 0.27, radius * 0.2, radius * 0.14, "#e3a37d", opacity=0.5)


def camera(canvas: Canvas, look: Look) -> None:
    """From the front: `finder` is "hump", "window" or "none"."""
    skin, metal = look.made_of("skin", "graphite"), look.made_of("metal", "steel")
    finder = look.choice("finder", "hump")
    stand(canvas, 640, depth=26)
    if finder == "hump":
        hump = path("M-110 -386 L-84 -462 Q-78 -478 -60 -478 H60 Q78 -478 84 -462 L110 -386 Z")
        canvas.fill(hump, Fade([metal.light, metal.base, metal.dark], "slant"))
    for x, width, tall in ((196, 84, 34), (-236, 96, 40), (104, 44, 20)):
        canvas.fill(rect(x, -384 - tall, width, tall + 8, 8), Fade([metal.base, metal.light, metal.dark], "right"))
        for line in range(int(width / 9)):
            canvas.stroke([(x + 5 + line * 9, -380 - tall), (x + 5 + line * 9, -390)], 1.6, metal.deep, opacity=0.35)
    body = rect(-324, -390, 648, 390, 44)
    canvas.fill(body, Fade([metal.light, metal.base, metal.dark], "slant"))
    leather = rect(-324, -306, 648, 252)
    canvas.fill(leather, Fade([skin.base, skin.dark, skin.deep], "slant"))
    with canvas.inside(leather):
        for row in range(17):
            for column in range(44):
                left = -320 + column * 15 + (row % 2) * 7.5
                canvas.fill(centered(left, -300 + row * 15, 4, 4, 2), skin.light, opacity=0.22)
    canvas.fill(
        path("M-324 -290 Q-262 -300 -256 -180 Q-252 -70 -324 -54 Z"),
        Fade([skin.light, skin.dark], "right"),
        opacity=0.6,
    )
    if finder == "window":
        for x, width in ((146, 92), (22, 52)):
            canvas.fill(rect(x, -376, width, 56, 10), "#12110e")
            canvas.fill(rect(x + 7, -369, width - 14, 42, 6), Fade(["#8fb0d0", "#33506e"], "slant"))
    canvas.fill(ellipse(250, -346, 12), Fade(["#e3a37d", "#a84f1f"], "slant"))
    lens_front(canvas, look.measure("lens_x", 0), -186, look.measure("lens", 176), ring=look.choice("ring", "graphite"))


def instant_camera(canvas: Canvas, look: Look) -> None:
    """A box that gives the picture at once, and such a picture."""
    body, accent = look.made_of("body", "chalk"), look.made_of("accent", "clay")
    stand(canvas, 520, depth=28)
    canvas.fill(
        path("M-238 -410 Q-232 -470 -180 -470 H180 Q232 -470 238 -410 Z"), Fade([body.light, body.base], "right")
    )
    canvas.fill(rect(-256, -416, 512, 416, (30, 30, 44, 44)), Fade([body.light, body.base, body.dark], "slant"))
    for index, color in enumerate((material("ochre"), accent, material("pine"))):
        canvas.fill(rect(-256, -150 + index * 17, 512, 17), Fade([color.light, color.base, color.dark], "right"))
    canvas.fill(rect(-190, -62, 380, 24, 8), body.deep)
    photo = rect(-168, -52, 336, 150, 4)
    canvas.shadow(photo, blur=14, by=(10, 12), opacity=0.35)
    canvas.fill(photo, Fade(["#dcd7cb", "#fbfaf7", "#fbfaf7"]))
    view = rect(-144, -50, 288, 122)
    canvas.fill(view, Fade(["#a6bdd6", "#f8e2d4"]))
    with canvas.inside(view):
        canvas.fill(path("M-150 40 C-60 -20 20 30 150 -10 V90 H-150 Z"), "#468e6e")
        canvas.fill(path("M-150 66 C-40 30 60 70 150 40 V90 H-150 Z"), "#1f5c44")
    lens_front(canvas, -10, -286, 118, ring="graphite")
    canvas.fill(rect(150, -386, 76, 60, 12), "#26241f")
    canvas.fill(rect(158, -378, 60, 44, 8), Fade(["#dfe9f2", "#8fa6bd"], "slant"))
    canvas.fill(rect(-224, -384, 66, 54, 10), "#26241f")
    canvas.fill(rect(-216, -376, 50, 38, 6), Fade(["#4a6a8a", "#171613"], "slant"))
    canvas.fill(ellipse(186, -270, 24), Fade([accent.light, accent.dark], "slant"))


def webcam(canvas: Canvas, look: Look) -> None:
    """A small camera on its clamp."""
    body = look.made_of("body", "graphite")
    stand(canvas, 250, depth=22)
    canvas.fill(rect(-118, -30, 236, 30, (10, 10, 6, 6)), Fade([body.light, body.base, body.dark], "right"))
    canvas.fill(rect(-20, -150, 40, 130, 8), Fade([body.base, body.light, body.deep], "right"))
    canvas.fill(ellipse(0, -150, 34), Fade([body.light, body.deep], "slant"))
    shell = rect(-258, -440, 516, 276, 138)
    canvas.shadow(shell, blur=22, by=(14, 22), opacity=0.28)
    canvas.fill(shell, Fade([body.light, body.base, body.deep], "slant"))
    canvas.fill(rect(-244, -426, 488, 248, 124), Fade([body.base, body.deep], "slant"))
    lens_front(canvas, 0, -302, 104, ring=look.choice("ring", "graphite"))
    for x in (-176, 176):
        canvas.fill(ellipse(x, -302, 8), "#74b093" if x > 0 else "#12110e")
