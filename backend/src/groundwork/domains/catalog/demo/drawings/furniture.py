"""Desks, seats and shelves."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect


def desk(canvas: Canvas, look: Look) -> None:
    """From the front; `legs` is "slant", "column" (it rises) or "trestle"."""
    top, legs = look.made_of("top", "oak"), look.made_of("frame", "graphite")
    kind = look.choice("legs", "slant")
    half, height = look.measure("half", 440), look.measure("height", 380)
    stand(canvas, half * 2 - 60, depth=20, touch=0.16)
    for side in (-1, 1):
        with canvas.placed(side * (half - 90), 0, mirrored=side > 0):
            _leg(canvas, kind, legs, height)
    if kind == "column":
        canvas.fill(rect(-half + 90, -height + 22, half * 2 - 180, 26, 4), Fade([legs.base, legs.deep]))
    if look.measure("drawers", 0):
        for left in (-half + 96, 8):
            canvas.fill(rect(left, -height + 6, half - 104, 84, (0, 0, 8, 8)), Fade([top.dark, top.base, top.dark]))
            canvas.fill(rect(left + 8, -height + 14, half - 120, 68, 4), Fade([top.light, top.base], "slant"))
            canvas.fill(centered(left + (half - 104) / 2, -height + 48, 66, 12, 6), legs.base)
    _slab(canvas, top, half, height)
    _on_desk(canvas, look.choice("with", "lamp"), height, half)


def _leg(canvas: Canvas, kind: str, made: Material, height: float) -> None:
    if kind == "column":
        canvas.fill(rect(-30, -height, 60, height * 0.62, 4), Fade([made.base, made.light, made.dark], "right"))
        canvas.fill(rect(-22, -height * 0.42, 44, height * 0.42, 2), Fade([made.base, made.light, made.deep], "right"))
        canvas.fill(rect(-92, -20, 184, 20, (10, 10, 4, 4)), Fade([made.light, made.deep]))
    elif kind == "trestle":
        for lean in (-1, 1):
            beam = [(lean * 10 - 14, -height), (lean * 10 + 14, -height), (lean * 96 + 12, 0), (lean * 96 - 12, 0)]
            canvas.fill(beam, Fade([made.light, made.base, made.dark], "right"))
        canvas.fill(rect(-58, -height * 0.42, 116, 20, 3), Fade([made.light, made.dark]))
    else:
        canvas.fill(
            [(20, -height), (62, -height), (-14, 0), (-38, 0)], Fade([made.light, made.base, made.dark], "right")
        )
        canvas.fill([(86, -height), (116, -height), (84, -26), (66, -26)], made.deep)


def _slab(canvas: Canvas, top: Material, half: float, height: float) -> None:
    surface = [(-half + 54, -height - 76), (half - 54, -height - 76), (half, -height - 22), (-half, -height - 22)]
    canvas.fill(surface, Fade([top.light, top.base], "slant"))
    with canvas.inside(surface):
        for index in range(7):
            y = -height - 72 + index * 8
            canvas.stroke(
                path(f"M{-half} {y} C{-half / 2} {y + 6} {half / 3} {y - 8} {half} {y + 3}"), 1.6, top.dark, opacity=0.3
            )
    canvas.fill(rect(-half, -height - 23, half * 2, 32, (3, 3, 8, 8)), Fade([top.base, top.dark]))
    canvas.stroke([(-half + 3, -height - 22), (half - 3, -height - 22)], 2, "#fffdf6", opacity=0.5)


def _on_desk(canvas: Canvas, thing: str, height: float, half: float) -> None:
    y = -height - 46
    canvas.shadow(ellipse(-half * 0.4 + 10, y + 4, 130, 12), blur=8, opacity=0.3)
    if thing == "books":
        for index, color in enumerate(("#1f5c44", "#e3a37d", "#4a6a8a", "#c8942a")):
            canvas.fill(
                rect(-half * 0.4 - 96 + index * 7, y - 30 * (index + 1), 190 - index * 16, 30, 4),
                Fade([color, color + "dd"]),
            )
            canvas.fill(rect(-half * 0.4 - 76 + index * 7, y - 30 * (index + 1) + 11, 60, 6, 3), "#fffdf6", opacity=0.7)
    elif thing == "screen":
        canvas.fill(rect(-90, y - 14, 180, 14, 6), "#3d3931")
        canvas.fill(rect(-16, y - 70, 32, 60), "#544e43")
        canvas.fill(rect(-190, y - 270, 380, 220, 10), "#292620")
        canvas.fill(rect(-180, y - 260, 360, 196, 4), Fade(["#74b093", "#1f5c44"], "slant"))
    else:
        canvas.fill(rect(-half * 0.4 - 60, y - 10, 120, 14, 7), "#292620")
        canvas.stroke([(-half * 0.4, y - 8), (-half * 0.4 - 70, y - 150), (-half * 0.4 + 40, y - 230)], 9, "#3d3931")
        with canvas.placed(-half * 0.4 + 52, y - 226, angle=-38):
            canvas.fill(path("M-26 -24 Q0 -40 26 -24 L54 46 H-54 Z"), Fade(["#e3a37d", "#c4652f", "#863d17"], "right"))
    canvas.shadow(ellipse(half * 0.5, y + 6, 50, 9), blur=6, opacity=0.3)
    canvas.fill(rect(half * 0.5 - 34, y - 70, 68, 72, (4, 4, 20, 20)), Fade(["#f5f3ee", "#dcd7cb", "#978f7f"], "right"))
    for lean in (-24, -8, 10, 26):
        canvas.stroke(
            [(half * 0.5 + lean * 0.4, y - 68), (half * 0.5 + lean, y - 134 - lean)],
            6,
            "#c4652f" if lean % 4 else "#1f5c44",
        )


def task_chair(canvas: Canvas, look: Look) -> None:
    """On castors, from the front and a little from the side."""
    cloth, frame = look.made_of("cloth", "pine"), look.made_of("frame", "graphite")
    stand(canvas, 430, depth=34)
    for x, y in ((-196, -26), (196, -26), (-96, 2), (104, 2), (0, -44)):
        canvas.stroke([(0, -96), (x, y - 26)], 22, frame.dark)
        canvas.fill(ellipse(x, y - 8, 21), Fade([frame.light, frame.deep], "slant"))
        canvas.fill(ellipse(x, y - 8, 8), frame.base)
    canvas.fill(rect(-18, -240, 36, 160, 6), Fade([frame.base, frame.light, frame.deep], "right"))
    canvas.fill(rect(-30, -262, 60, 60, 8), Fade([frame.base, frame.light, frame.deep], "right"))
    canvas.stroke(path("M0 -270 C40 -300 30 -420 0 -500"), 34, frame.deep)
    back = path(
        "M-160 -640 Q-150 -676 -110 -680 Q0 -694 110 -680 "
        "Q150 -676 160 -640 Q178 -510 148 -386 Q138 -352 100 -350 "
        "H-100 Q-138 -352 -148 -386 Q-178 -510 -160 -640 "
        "Z"
    )
    canvas.fill([(x + 8, y + 4) for x, y in back], cloth.deep)
    canvas.fill(back, Fade([cloth.light, cloth.base, cloth.dark], "slant"))
    with canvas.inside(back):
        for index in range(13):
            y = -680 + index * 27
            canvas.stroke(path(f"M-180 {y} Q0 {y + 26} 180 {y}"), 3, cloth.dark, opacity=0.4)
        canvas.glow(-60, -560, 120, 120, "#ffffff", opacity=0.18)
    for side in (-1, 1):
        canvas.stroke(
            path(f"M{side * 120} -262 C{side * 220} -262 {side * 216} -330 {side * 212} -400"), 20, frame.dark
        )
        canvas.fill(centered(side * 210, -412, 62, 30, 15), Fade([frame.light, frame.deep]))
    canvas.fill(
        path(
            "M-196 -306 Q-190 -340 -150 -342 H150 Q190 -340 196 -306 "
            "L204 -274 Q204 -244 168 -242 H-168 Q-204 -244 -204 -274 "
            "Z"
        ),
        cloth.deep,
    )
    canvas.fill(
        path(
            "M-196 -316 Q-190 -346 -150 -348 H150 Q190 -346 196 -316 "
            "L202 -284 Q200 -262 168 -260 H-168 Q-200 -262 -202 -284 "
            "Z"
        ),
        Fade([cloth.light, cloth.base, cloth.dark]),
    )
    canvas.stroke(path("M-180 -282 Q0 -270 180 -282"), 3, cloth.deep, opacity=0.4)


def lounge_chair(canvas: Canvas, look: Look) -> None:
    """From the side: bent wood and two cushions."""
    wood, cloth = look.made_of("frame", "oak"), look.made_of("cloth", "clay")
    stand(canvas, 560, depth=22, touch=0.22)
    canvas.stroke(path("M120 -250 L196 -12"), 26, wood.deep)
    canvas.stroke(path("M-226 -250 L-250 -12"), 26, wood.deep)
    with canvas.placed(18, 0):
        back = path(
            "M40 -250 C110 -330 160 -500 210 -596 Q236 -634 274 -616 Q304 -596 290 -556 C250 -440 220 -320 150 -228 Z"
        )
        canvas.fill([(x + 9, y + 5) for x, y in back], cloth.deep)
        canvas.fill(back, Fade([cloth.light, cloth.base, cloth.dark], "slant"))
        canvas.stroke(path("M140 -330 L196 -300"), 3, cloth.deep, opacity=0.5)
        canvas.stroke(path("M186 -446 L246 -418"), 3, cloth.deep, opacity=0.5)
        seat = path(
            "M-276 -300 Q-290 -346 -240 -350 L30 -316 Q110 -300 150 -236 "
            "Q150 -206 110 -206 L-232 -244 Q-272 -250 -276 -300 "
            "Z"
        )
        canvas.fill([(x + 4, y + 9) for x, y in seat], cloth.deep)
        canvas.fill(seat, Fade([cloth.light, cloth.base, cloth.dark]))
        canvas.stroke(path("M-262 -290 Q-60 -282 130 -226"), 3, cloth.deep, opacity=0.4)
    canvas.stroke(path("M-262 -232 L196 -186"), 26, Fade([wood.light, wood.base], "right"))
    canvas.stroke(path("M196 -190 C250 -300 290 -430 330 -560"), 26, Fade([wood.light, wood.base, wood.dark]))
    canvas.stroke(
        path("M-300 -10 L-226 -392 Q-216 -424 -180 -424 L110 -410 Q150 -408 168 -370 L262 -10"), 28, wood.dark
    )
    canvas.stroke(
        path("M-302 -13 L-228 -394 Q-218 -426 -182 -426 L108 -412 Q148 -410 166 -372 L260 -13"),
        24,
        Fade([wood.light, wood.base, wood.base], "right"),
    )


def stool(canvas: Canvas, look: Look) -> None:
    """A round seat on three legs."""
    wood, seat = look.made_of("frame", "oak"), look.made_of("seat", "oak")
    stand(canvas, 340, depth=34, touch=0.2)
    canvas.fill([(-16, -420), (18, -420), (16, -44), (-10, -44)], Fade([wood.dark, wood.deep], "right"))
    for side in (-1, 1):
        leg = [(side * 92 - 18, -430), (side * 92 + 18, -430), (side * 176 + 13, 0), (side * 176 - 13, 0)]
        canvas.fill(leg, Fade([wood.light, wood.base, wood.dark], "right"))
    canvas.stroke([(-142, -166), (142, -166)], 18, Fade([wood.base, wood.dark]))
    canvas.stroke([(0, -206), (138, -190)], 14, wood.dark)
    canvas.fill(
        path("M-196 -470 V-436 C-196 -392 196 -392 196 -436 V-470 Z"), Fade([seat.base, seat.dark, seat.deep], "right")
    )
    canvas.fill(ellipse(0, -470, 196, 54), Fade([seat.light, seat.base, seat.dark], "slant"))
    for index in range(5):
        canvas.stroke(ellipse(-14, -472, 160 - index * 32, 40 - index * 8), 2, seat.dark, closed=True, opacity=0.3)


def shelf(canvas: Canvas, look: Look) -> None:
    """Boards between two frames, with things on them."""
    wood, frame = look.made_of("board", "oak"), look.made_of("frame", "graphite")
    stand(canvas, 560, depth=18)
    for x in (-276, 256):
        canvas.fill(rect(x, -660, 20, 660, 4), Fade([frame.light, frame.base, frame.deep], "right"))
    for index, y in enumerate((-600, -410, -220, -40)):
        if index:
            _shelved(canvas, index + int(look.measure("shift", 0)), y)
        canvas.shadow(rect(-256, y + 22, 512, 12), blur=8, opacity=0.25)
        canvas.fill(path(f"M-256 {y} L-232 {y - 14} H232 L256 {y} Z"), wood.light)
        canvas.fill(rect(-268, y, 536, 22, 3), Fade([wood.base, wood.dark]))
    _shelved(canvas, 4 + int(look.measure("shift", 0)), -600)


def _shelved(canvas: Canvas, kind: int, y: float) -> None:
    if kind % 4 == 0:
        canvas.fill(path(f"M-60 {y} L-70 {y - 56} H36 L26 {y} Z"), Fade(["#e0a27c", "#c27a52", "#7c4a30"], "right"))
        for lean, tall in ((-58, 92), (-26, 128), (6, 140), (34, 116), (60, 78)):
            leaf = (
                f"M-17 {y - 54} Q{lean * 0.4 - 34} {y - 54 - tall * 0.6} {lean - 17} {y - 54 - tall} "
                f"Q{lean * 0.4 + 8} {y - 54 - tall * 0.5} -17 {y - 54} "
                "Z"
            )
            canvas.fill(path(leaf), Fade(["#74b093", "#2b7355", "#194a37"]))
    elif kind % 4 == 1:
        for index, color in enumerate(("#1f5c44", "#c4652f", "#dcd7cb", "#4a6a8a", "#c8942a", "#7b4b73", "#3d3931")):
            tall = 96 + index * 37 % 44
            canvas.fill(
                rect(-216 + index * 34, y - tall, 31, tall, 3), Fade([color, color, "#1b1915"], "right"), opacity=0.95
            )
            canvas.fill(rect(-210 + index * 34, y - tall + 16, 19, 5, 2), "#fffdf6", opacity=0.6)
        canvas.fill(ellipse(140, y - 50, 50), Fade(["#f8e2d4", "#c4652f"], "slant"))
    elif kind % 4 == 2:
        canvas.fill(rect(-196, y - 92, 190, 92, 8), Fade(["#ece7db", "#c9c1b1"]))
        canvas.fill(centered(-101, y - 50, 60, 26, 4), "#fffdf6")
        canvas.fill(rect(70, y - 118, 118, 118, 4), Fade(["#3d3931", "#292620"]))
        canvas.fill(rect(80, y - 108, 98, 98), Fade(["#f8e2d4", "#74b093"]))
    else:
        for index, color in enumerate(("#4a6a8a", "#e3a37d", "#1f5c44")):
            canvas.fill(rect(-20 + index * 9, y - 26 * (index + 1), 200 - index * 24, 26, 4), color)
        canvas.fill(
            path(f"M-190 {y} Q-216 {y - 60} -160 {y - 84} V{y - 108} H-120 V{y - 84} Q-64 {y - 60} -90 {y} Z"),
            Fade(["#8fb59f", "#468e6e", "#143a2c"], "right"),
        )


def cabinet(canvas: Canvas, look: Look) -> None:
    """Three drawers on castors."""
    body, pull = look.made_of("body", "sage"), look.made_of("pull", "oak")
    stand(canvas, 390, depth=20)
    for x in (-150, 150):
        canvas.fill(ellipse(x, -20, 22), Fade(["#544e43", "#1b1915"], "slant"))
    canvas.fill(path("M180 -560 L236 -590 V-66 L180 -38 Z"), Fade([body.dark, body.deep], "right"))
    canvas.fill(path("M-180 -560 L-120 -590 H236 L180 -560 Z"), Fade([body.light, body.base], "right"))
    canvas.fill(rect(-180, -560, 360, 522, 6), Fade([body.base, body.dark], "slant"))
    for top, tall in ((-546, 120), (-416, 120), (-286, 234)):
        canvas.fill(rect(-166, top, 332, tall, 6), Fade([body.light, body.base], "slant"))
        canvas.stroke(rect(-166, top, 332, tall, 6), 2, body.deep, closed=True, opacity=0.35)
        canvas.shadow(centered(0, top + 38, 112, 18, 9), blur=5, by=(2, 6), opacity=0.4)
        canvas.fill(centered(0, top + 34, 112, 18, 9), Fade([pull.light, pull.dark]))
