"""Cups, pots and what coffee is made with."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect

_COFFEE = Fade(["#8a5a36", "#4a2c18"], "slant")


def steam(canvas: Canvas, x: float, y: float) -> None:
    """Two wisps above something hot."""
    for shift, tall in ((-34, 150), (26, 190)):
        wisp = path(
            f"M{x + shift} {y} C{x + shift - 50} {y - tall * 0.35} {x + shift + 50} "
            f"{y - tall * 0.6} {x + shift} {y - tall}"
        )
        for width, opacity in ((26, 0.1), (15, 0.16), (6, 0.22)):
            canvas.stroke(wisp, width, "#ffffff", opacity=opacity)


def mug(canvas: Canvas, look: Look) -> None:
    """With a handle, half dipped in glaze; `tall` and `wide` shape it."""
    clay, glaze = look.made_of("body", "sand"), look.made_of("glaze", "ochre")
    tall, half = look.measure("tall", 300), look.measure("wide", 300) / 2
    foot = half * look.measure("foot", 0.86)
    stand(canvas, half * 2 - 20, depth=30)
    canvas.stroke(
        path(
            f"M{half - 12} {-tall * 0.82} C{half + 130} {-tall * 0.86} {half + 120} {-tall * 0.2} "
            f"{half - 22} {-tall * 0.26}"
        ),
        40,
        glaze.deep,
    )
    canvas.stroke(
        path(
            f"M{half - 14} {-tall * 0.83} C{half + 124} {-tall * 0.87} {half + 114} "
            f"{-tall * 0.22} {half - 24} {-tall * 0.27}"
        ),
        32,
        Fade([glaze.light, glaze.base, glaze.dark]),
    )
    side = path(
        f"M{-half} {-tall} L{-foot} {-34} Q{-foot + 8} 0 {-foot + 50} 6 "
        f"Q0 16 {foot - 50} 6 Q{foot - 8} 0 {foot} -34 L{half} {-tall} "
        "Z"
    )
    canvas.fill(side, Fade([clay.light, clay.base, clay.dark, clay.deep], "right"))
    with canvas.inside(side):
        dip = -tall * look.measure("dip", 0.36)
        canvas.fill(
            path(
                f"M{-half} {-tall} V{dip} Q{-half * 0.3} {dip + 50} {half * 0.2} {dip + 18} "
                f"Q{half * 0.7} {dip - 8} {half} {dip + 26} V{-tall} "
                "Z"
            ),
            Fade([glaze.light, glaze.base, glaze.dark, glaze.deep], "right"),
        )
        canvas.fill(rect(-half * 0.74, -tall, 26, tall * 0.9, 13), "#ffffff", opacity=0.2)
    canvas.fill(ellipse(0, -tall, half, half * 0.19), Fade([glaze.light, glaze.base], "right"))
    canvas.fill(ellipse(0, -tall + 3, half - 14, half * 0.16), glaze.deep)
    canvas.fill(ellipse(0, -tall + 10, half - 20, half * 0.12), _COFFEE)
    if look.measure("steam", 1):
        steam(canvas, 0, -tall - 20)


def bowl_cup(canvas: Canvas, look: Look) -> None:
    """Cups without handles, one in another, one beside."""
    clay, glaze = look.made_of("body", "stone"), look.made_of("glaze", "pine")
    with canvas.placed(-130, 0):
        for lift in (-92, 0):
            _bowl(canvas, clay, glaze, lift)
    with canvas.placed(220, 14):
        _bowl(canvas, look.made_of("second", "terracotta"), look.made_of("glaze2", "chalk"), 0)
        steam(canvas, 0, -230)


def _bowl(canvas: Canvas, clay: Material, glaze: Material, lift: float) -> None:
    if not lift:
        stand(canvas, 240, depth=26)
    y = lift - 200
    side = path(f"M-164 {y} C-160 {y + 120} -110 {y + 190} -70 {y + 200} H70 C110 {y + 190} 160 {y + 120} 164 {y} Z")
    canvas.fill(side, Fade([clay.light, clay.base, clay.dark, clay.deep], "right"))
    with canvas.inside(side):
        glazed = f"M-170 {y} V{y + 70} Q-60 {y + 112} 20 {y + 84} Q100 {y + 62} 170 {y + 92} V{y} Z"
        canvas.fill(path(glazed), Fade([glaze.light, glaze.base, glaze.dark, glaze.deep], "right"))
    canvas.fill(ellipse(0, y, 164, 30), Fade([glaze.light, glaze.base], "right"))
    canvas.fill(ellipse(0, y + 4, 150, 24), Fade([glaze.deep, glaze.dark]))


def dripper(canvas: Canvas, look: Look) -> None:
    """A cone on a glass jug, coffee in it."""
    body = look.made_of("body", "clay")
    stand(canvas, 330, depth=28)
    canvas.stroke(path("M150 -270 C262 -280 262 -90 160 -84"), 26, "#dfe3e3", opacity=0.75)
    glass = path(
        "M-96 -344 C-96 -300 -170 -250 -176 -130 C-180 -40 -150 0 -110 2 "
        "H110 C150 0 180 -40 176 -130 C170 -250 96 -300 96 -344 "
        "Z"
    )
    canvas.fill(glass, Fade(["#ffffff", "#e6ebea", "#b9c3c3"], "right"), opacity=0.72)
    with canvas.inside(glass):
        canvas.fill(rect(-200, -150, 400, 170), Fade(["#7a4a2a", "#4a2a16", "#2c170b"]))
        canvas.fill(ellipse(0, -150, 172, 20), "#a06a42")
        canvas.fill(rect(-146, -240, 20, 210, 10), "#ffffff", opacity=0.5)
    canvas.fill(rect(-104, -366, 208, 34, 12), Fade(["#d2a871", "#b98a5c", "#5c3c24"], "right"))
    canvas.fill(ellipse(0, -372, 172, 26), body.deep)
    canvas.fill(ellipse(0, -380, 172, 26), Fade([body.light, body.base, body.dark], "right"))
    cone = path("M-170 -590 L-62 -392 Q0 -376 62 -392 L170 -590 Z")
    canvas.fill(cone, Fade([body.light, body.base, body.dark, body.deep], "right"))
    for x in (-110, -56, 0, 56, 110):
        canvas.stroke([(x, -576), (x * 0.36, -396)], 5, body.dark, opacity=0.4)
    canvas.stroke(path("M160 -566 C236 -560 230 -470 118 -484"), 20, body.dark)
    canvas.fill(ellipse(0, -590, 170, 30), Fade([body.light, body.base], "right"))
    canvas.fill(ellipse(0, -588, 154, 25), "#f3ead8")
    canvas.fill(ellipse(0, -578, 112, 16), _COFFEE)
    steam(canvas, 0, -606)


def kettle(canvas: Canvas, look: Look) -> None:
    """With a long thin neck for pouring slowly."""
    body, grip = look.made_of("body", "graphite"), look.made_of("grip", "oak")
    stand(canvas, 400, depth=28)
    canvas.stroke(
        path("M-150 -110 C-280 -120 -250 -250 -270 -330 C-282 -380 -310 -400 -356 -396"),
        30,
        Fade([body.light, body.dark], "right"),
    )
    canvas.stroke(path("M120 -364 C150 -470 330 -460 306 -300 C300 -220 286 -170 276 -130"), 38, grip.deep)
    canvas.stroke(
        path("M120 -368 C150 -474 326 -464 302 -304 C296 -224 284 -174 274 -136"),
        30,
        Fade([grip.light, grip.base, grip.dark]),
    )
    pot = path("M-128 -350 L-196 -40 Q-200 -2 -160 2 Q0 14 160 2 Q200 -2 196 -40 L128 -350 Z")
    canvas.fill(pot, Fade([body.base, body.light, body.base, body.dark, body.deep], "right"))
    canvas.stroke([(-104, -330), (-158, -50)], 15, "#ffffff", opacity=0.22)
    canvas.fill(ellipse(0, -350, 128, 22), Fade([body.light, body.dark], "right"))
    canvas.fill(
        path("M-112 -352 Q-104 -396 0 -400 Q104 -396 112 -352 Q0 -330 -112 -352 Z"),
        Fade([body.light, body.base, body.deep], "right"),
    )
    canvas.fill(rect(-11, -428, 22, 36, 4), body.deep)
    canvas.fill(ellipse(0, -436, 32, 24), Fade([grip.light, grip.dark], "slant"))
    canvas.fill(ellipse(0, -170, 42), Fade(["#f5f3ee", "#b9bfc2"], "slant"))
    canvas.fill(ellipse(0, -170, 34), "#fbfaf7")
    canvas.stroke([(0, -170), (16, -188)], 4, "#a84f1f")


def grinder(canvas: Canvas, look: Look) -> None:
    """A mill to be turned by hand."""
    body, wood = look.made_of("body", "steel"), look.made_of("wood", "walnut")
    stand(canvas, 230, depth=26)
    tones = [body.dark, body.light, body.base, body.dark, body.deep]
    canvas.fill(
        rect(-108, -216, 216, 220, (6, 6, 26, 26)),
        Fade([wood.dark, wood.light, wood.base, wood.dark, wood.deep], "right"),
    )
    canvas.fill(rect(-104, -470, 208, 262, (20, 20, 6, 6)), Fade(tones, "right"))
    canvas.fill(rect(-112, -226, 224, 22, 6), Fade(["#f4e3b4", "#c9a250", "#7c5e20"], "right"))
    for x in range(-90, 96, 18):
        canvas.stroke([(x, -440), (x, -250)], 3, body.deep, opacity=0.22)
    canvas.fill(path("M-104 -468 Q-90 -508 0 -512 Q90 -508 104 -468 Z"), Fade(tones, "right"))
    canvas.fill(rect(-14, -556, 28, 50, 5), Fade(tones, "right"))
    canvas.stroke([(0, -552), (262, -590)], 19, Fade([body.light, body.base, body.dark]))
    canvas.fill(rect(240, -690, 52, 108, (24, 24, 10, 10)), Fade([wood.light, wood.base, wood.deep], "right"))
    canvas.fill(ellipse(0, -556, 20), Fade([body.light, body.deep], "slant"))


def bottle(canvas: Canvas, look: Look) -> None:
    """A flask that keeps warm; its cup stands beside it."""
    body, cap = look.made_of("body", "slate"), look.made_of("cap", "oak")
    with canvas.placed(-70, 0):
        stand(canvas, 210, depth=26)
        side = path(
            "M-62 -560 C-62 -500 -106 -480 -106 -420 V-30 Q-104 0 -70 4 "
            "Q0 12 70 4 Q104 0 106 -30 V-420 C106 -480 62 -500 62 -560 "
            "Z"
        )
        canvas.fill(side, Fade([body.base, body.light, body.base, body.dark, body.deep], "right"))
        canvas.fill(rect(-72, -640, 144, 92, 16), Fade([cap.light, cap.base, cap.dark, cap.deep], "right"))
        canvas.fill(rect(-66, -560, 132, 12, 4), Fade(["#f5f3ee", "#8a8577"], "right"))
        canvas.fill(rect(-80, -400, 18, 350, 9), "#ffffff", opacity=0.25)
        canvas.stroke(path("M74 -620 C150 -630 150 -520 100 -470"), 11, cap.deep)
        for step, width in enumerate((26, 46, 66)):
            canvas.fill(rect(-20, -246 + step * 17, width, 11, 3), "#fbfaf7", opacity=0.85)
    with canvas.placed(200, 6, scale=0.62):
        mug(canvas, Look({"body": "chalk", "glaze": look.choice("body", "slate"), "tall": 250}))


def tea_pot(canvas: Canvas, look: Look) -> None:
    """Round, with a cane handle."""
    body, cane = look.made_of("body", "moss"), look.made_of("cane", "oak")
    stand(canvas, 420, depth=30)
    canvas.stroke(path("M-150 -300 C-170 -620 170 -620 150 -300"), 24, cane.dark)
    canvas.stroke(path("M-150 -303 C-168 -618 166 -618 148 -303"), 17, Fade([cane.light, cane.base], "right"))
    canvas.fill(
        path("M-190 -210 C-280 -220 -286 -320 -350 -346 L-336 -374 C-240 -350 -230 -280 -170 -280 Z"),
        Fade([body.light, body.base, body.dark], "right"),
    )
    canvas.fill(
        path(
            "M-214 -190 C-214 -330 -110 -348 0 -348 C110 -348 214 -330 214 -190 "
            "C214 -60 130 4 0 6 C-130 4 -214 -60 -214 -190 Z"
        ),
        Fade([body.light, body.base, body.dark, body.deep], "right"),
    )
    canvas.glow(-96, -240, 90, 70, "#ffffff", opacity=0.4)
    canvas.fill(ellipse(0, -338, 112, 22), body.deep)
    canvas.fill(
        path("M-104 -342 Q-80 -386 0 -388 Q80 -386 104 -342 Q0 -322 -104 -342 Z"),
        Fade([body.light, body.base, body.deep], "right"),
    )
    canvas.fill(ellipse(0, -400, 26, 22), Fade([body.light, body.deep], "slant"))
    for y in (-150, -120):
        canvas.stroke(path(f"M-210 {y} Q0 {y + 40} 210 {y}"), 4, body.deep, opacity=0.25)
    for x in (-150, 150):
        canvas.fill(centered(x, -306, 30, 30, 8), body.dark)
