"""Lamps, all of them lit."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.shapes import arc, centered, ellipse, path, rect

_WARM = "#fff1c9"


def desk_lamp(canvas: Canvas, look: Look) -> None:
    """Two arms, a shade like a hat, and its light on the table."""
    body, joints = look.made_of("body", "ochre"), look.made_of("joints", "brass")
    canvas.glow(260, -40, 420, 150, _WARM, opacity=0.8)
    stand(canvas, 270, x=-150, depth=24)
    canvas.fill(path("M124 -468 L336 -400 L520 10 H-30 Z"), Fade(["#fff1c9b0", "#fff1c910"]))
    canvas.fill(ellipse(-150, -12, 132, 24), body.deep)
    canvas.fill(ellipse(-150, -22, 132, 24), Fade([body.light, body.base, body.dark], "right"))
    canvas.stroke([(-150, -26), (-236, -318)], 17, Fade([body.light, body.dark], "right"))
    canvas.stroke([(-236, -318), (150, -516)], 17, Fade([body.light, body.base, body.dark]))
    for x, y in ((-236, -318), (-150, -34)):
        canvas.fill(ellipse(x, y, 23), Fade([joints.light, joints.dark], "slant"))
        canvas.fill(ellipse(x, y, 8), joints.deep)
    with canvas.placed(176, -520, angle=-24):
        canvas.fill(ellipse(54, 92, 118, 22), "#fff7df")
        canvas.fill(rect(16, -64, 76, 54, 14), Fade([body.base, body.light, body.deep], "right"))
        shade = path("M6 -22 Q54 -46 102 -22 C140 10 166 50 174 92 Q54 130 -66 92 C-58 50 -32 10 6 -22 Z")
        canvas.fill(shade, Fade([body.light, body.base, body.dark, body.deep], "right"))
        canvas.stroke(path("M-64 93 Q54 130 172 93"), 5, _WARM, opacity=0.9)
        canvas.stroke(path("M-26 60 C-14 26 6 4 22 -8"), 9, "#ffffff", opacity=0.35)


def globe_lamp(canvas: Canvas, look: Look) -> None:
    """A ball of glass on a foot."""
    foot = look.made_of("foot", "walnut")
    radius = look.measure("radius", 176)
    canvas.glow(0, -340, 480, 470, _WARM, opacity=0.95)
    stand(canvas, 260, depth=24)
    canvas.fill(
        path(
            "M-128 0 Q-132 -20 -118 -26 L-66 -150 Q-60 -170 -40 -172 "
            "H40 Q60 -170 66 -150 L118 -26 Q132 -20 128 0 Q0 22 -128 0 "
            "Z"
        ),
        Fade([foot.light, foot.base, foot.dark, foot.deep], "right"),
    )
    for index in range(4):
        canvas.stroke(
            path(f"M{-100 + index * 9} {-34 - index * 32} Q0 {-24 - index * 32} {100 - index * 9} {-34 - index * 32}"),
            2,
            foot.deep,
            opacity=0.3,
        )
    canvas.fill(ellipse(0, -168, 52, 13), Fade(["#e6cf94", "#8a6a24"], "right"))
    y = -160 - radius
    canvas.fill(ellipse(0, y, radius), Fade(["#fffdf3", "#fdeec2", "#eccf8d"], "slant"))
    canvas.glow(-10, y - 4, radius * 0.8, radius * 0.8, "#ffffff", opacity=0.95)
    canvas.stroke(ellipse(0, y, radius - 2), 3, "#d8b86c", closed=True, opacity=0.4)


def pendant(canvas: Canvas, look: Look) -> None:
    """A dome on a long cable."""
    body, inner = look.made_of("body", "pine"), look.made_of("joints", "brass")
    canvas.fill(path("M-250 -330 H250 L430 60 H-430 Z"), Fade(["#fff1c9c8", "#fff1c908"]))
    canvas.glow(0, -300, 420, 130, _WARM, opacity=0.7)
    canvas.glow(0, 40, 420, 90, _WARM, opacity=0.75)
    canvas.stroke([(0, -790), (0, -560)], 6, "#3d3931")
    canvas.fill(rect(-24, -600, 48, 64, (14, 14, 4, 4)), Fade([inner.light, inner.base, inner.dark], "right"))
    canvas.fill(ellipse(0, -330, 264, 34), "#fff6da")
    dome = path("M-270 -330 C-262 -470 -150 -546 0 -546 C150 -546 262 -470 270 -330 Q0 -282 -270 -330 Z")
    canvas.fill(dome, Fade([body.light, body.base, body.dark, body.deep], "right"))
    canvas.stroke(path("M-268 -331 Q0 -284 268 -331"), 6, inner.light)
    canvas.stroke(path("M-214 -400 C-190 -470 -130 -508 -70 -522"), 13, "#ffffff", opacity=0.28)


def floor_lamp(canvas: Canvas, look: Look) -> None:
    """A drum of linen on three legs."""
    wood, shade = look.made_of("frame", "oak"), look.made_of("shade", "sand")
    canvas.glow(0, -540, 520, 420, _WARM, opacity=0.8)
    stand(canvas, 360, depth=26, touch=0.2)
    canvas.stroke([(0, -420), (20, -40)], 16, wood.deep)
    for side in (-1, 1):
        canvas.stroke([(side * 8, -420), (side * 160, -6)], 18, Fade([wood.light, wood.base, wood.dark], "right"))
    canvas.fill(rect(-30, -450, 60, 46, 8), Fade(["#e6cf94", "#c9a250", "#6e5420"], "right"))
    canvas.fill(ellipse(0, -404, 214, 26), "#fff7df")
    drum = path("M-164 -690 Q0 -664 164 -690 L214 -410 Q0 -370 -214 -410 Z")
    canvas.fill(drum, Fade([shade.light, "#fff7e2", shade.light, shade.base], "right"))
    with canvas.inside(drum):
        for index in range(-13, 14):
            canvas.stroke([(index * 12.6, -700), (index * 16.5, -380)], 1.6, shade.dark, opacity=0.2)
    canvas.fill(ellipse(0, -690, 164, 21), Fade(["#fffdf3", shade.base]))


def light_bar(canvas: Canvas, look: Look) -> None:
    """A bar on top of a screen that lights the desk before it."""
    body = look.made_of("body", "graphite")
    stand(canvas, 320, depth=22)
    canvas.fill(rect(-150, -16, 300, 18, (9, 9, 6, 6)), Fade(["#8a8577", "#3d3931"]))
    canvas.fill(rect(-34, -150, 68, 140, 8), Fade(["#6f685a", "#978f7f", "#3d3931"], "right"))
    canvas.fill(rect(-390, -500, 780, 390, 16), Fade(["#3d3931", "#1b1915"]))
    canvas.fill(rect(-376, -486, 752, 352, 6), Fade(["#243f36", "#101a16"]))
    canvas.fill(path("M-330 -486 H330 L376 -134 H-376 Z"), Fade(["#fff1c970", "#fff1c908"]))
    for row, wide in enumerate((240, 330, 180, 290, 120)):
        canvas.fill(rect(-320, -420 + row * 46, wide, 14, 7), "#74b093" if row % 2 else "#e3a37d", opacity=0.75)
    canvas.fill(path("M-330 -480 H330 L520 60 H-520 Z"), Fade(["#fff1c930", "#fff1c900"]))
    canvas.fill(rect(-52, -552, 104, 82, 14), Fade([body.light, body.base, body.deep]))
    canvas.fill(rect(-350, -566, 700, 44, 22), Fade([body.light, body.base, body.deep]))
    canvas.fill(rect(-326, -528, 652, 8, 4), "#fff3cf")
    canvas.glow(0, -518, 380, 26, "#fff3cf", opacity=0.9)
    canvas.fill(arc(0, -552, 18, 18, 180, 360), body.light)
    canvas.fill(centered(300, -544, 44, 18, 9), look.made_of("accent", "clay").base)
