"""Tools for the hand."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect

_STEEL = Fade(["#eceeee", "#b9bfc2", "#72787a"], "right")


def drivers(canvas: Canvas, look: Look) -> None:
    """Screwdrivers in a roll of canvas and leather."""
    roll, grips = look.made_of("roll", "moss"), look.made_of("grip", "oak")
    with canvas.placed(0, -300, angle=-7):
        cloth = centered(0, 0, 860, 600, 22)
        canvas.shadow(cloth, blur=32, by=(28, 42), opacity=0.34)
        canvas.fill([(x + 3, y + 9) for x, y in cloth], roll.deep)
        canvas.fill(cloth, Fade([roll.light, roll.base, roll.dark], "slant"))
        for x in range(-414, 420, 20):
            for y in (-284, 284):
                canvas.stroke([(x, y), (x + 10, y)], 2.6, roll.light, opacity=0.7)
        lengths = (210, 250, 190, 230, 170, 205)
        for index, length in enumerate(lengths):
            with canvas.placed(-325 + index * 130, 60):
                _driver(canvas, grips, length, thin=4 + index % 3 * 2)
        pocket = rect(-430, 70, 860, 180)
        canvas.shadow(pocket, blur=8, by=(0, -3), opacity=0.3)
        canvas.fill(pocket, Fade([roll.base, roll.dark]))
        for index in range(7):
            canvas.stroke([(-390 + index * 130, 78), (-390 + index * 130, 244)], 3, roll.light, opacity=0.6)
        canvas.fill(rect(-430, 64, 860, 26), Fade(["#9c6a45", "#7d5335"]))


def _driver(canvas: Canvas, grip: Material, length: float, *, thin: float) -> None:
    whole = rect(-32, -length - 40, 64, length, 26)
    canvas.shadow(whole, blur=9, by=(10, 12), opacity=0.4)
    canvas.fill(rect(-thin, -60, thin * 2, 200, 2), _STEEL)
    canvas.fill(
        path(
            f"M-26 {-length} Q-24 {-length - 52} 0 {-length - 54} "
            f"Q24 {-length - 52} 26 {-length} L32 {-length * 0.6} "
            f"Q34 -90 18 -66 V-40 H-18 V-66 Q-34 -90 -32 {-length * 0.6} "
            "Z"
        ),
        Fade([grip.light, grip.base, grip.dark, grip.deep], "right"),
    )
    canvas.fill(rect(-19, -52, 38, 18, 3), Fade(["#f4e3b4", "#c9a250", "#7c5e20"], "right"))
    canvas.stroke([(-13, -length + 6), (-16, -100)], 6, "#ffffff", opacity=0.3)


def tape(canvas: Canvas, look: Look) -> None:
    """A measure of steel, pulled out a little."""
    shell, band = look.made_of("body", "clay"), look.made_of("band", "ochre")
    stand(canvas, 480, x=-60, depth=24)
    canvas.fill(rect(110, -66, 400, 50), Fade([band.light, band.base, band.dark]))
    for tick in range(24):
        tall = 26 if tick % 4 == 0 else 13
        canvas.fill(rect(132 + tick * 15, -66, 3, tall), "#292620")
    for index in range(5):
        canvas.fill(rect(158 + index * 60, -36, 16, 8, 3), "#292620", opacity=0.75)
    canvas.fill(path("M500 -72 H522 V8 H506 V-12 H500 Z"), _STEEL)
    case = path(
        "M-290 -40 V-210 C-290 -340 -200 -410 -60 -410 C80 -410 160 -330 160 -210 "
        "V-20 Q160 0 140 0 H-250 Q-290 0 -290 -40 Z"
    )
    canvas.fill([(x + 8, y - 3) for x, y in case], shell.deep)
    canvas.fill(case, Fade([shell.light, shell.base, shell.dark], "slant"))
    canvas.fill(rect(-290, -62, 450, 62, (0, 0, 20, 40)), Fade(["#5b564c", "#26241f"]))
    canvas.fill(ellipse(-66, -220, 138), Fade(["#5b564c", "#26241f"], "slant"))
    canvas.fill(ellipse(-66, -220, 122), Fade(["#f5f3ee", "#cfc8b9"], "slant"))
    for step, width in enumerate((44, 80, 116)):
        canvas.fill(rect(-124, -262 + step * 31, width, 20, 5), (band.base, shell.base, "#1f5c44")[step])
    canvas.fill(rect(-10, -430, 96, 36, 14), Fade(["#6f685a", "#26241f"]))


def toolbox(canvas: Canvas, look: Look) -> None:
    """Of sheet steel, with a handle and two latches."""
    body, handle = look.made_of("body", "red"), look.made_of("handle", "oak")
    stand(canvas, 640, depth=26)
    for x in (-150, 138):
        canvas.fill(rect(x, -470, 14, 90), _STEEL)
    canvas.fill(rect(-176, -494, 352, 44, 22), Fade([handle.light, handle.base, handle.dark]))
    canvas.fill(path("M-320 -260 L-264 -396 H264 L320 -260 Z"), Fade([body.light, body.base, body.dark]))
    canvas.stroke([(-262, -394), (262, -394)], 4, "#ffffff", opacity=0.4)
    canvas.fill(rect(-330, -270, 660, 270, (6, 6, 22, 22)), Fade([body.light, body.base, body.dark], "slant"))
    canvas.fill(rect(-330, -270, 660, 20, 6), body.deep, opacity=0.6)
    canvas.stroke(rect(-296, -216, 592, 184, 14), 3, body.deep, closed=True, opacity=0.35)
    for x in (-200, 200):
        canvas.shadow(rect(x - 33, -312, 66, 96, 8), blur=6, by=(3, 6), opacity=0.45)
        canvas.fill(rect(x - 33, -312, 66, 96, 8), _STEEL)
        canvas.fill(rect(x - 20, -268, 40, 36, 6), "#544e43")
    canvas.fill(centered(0, -126, 190, 76, 8), "#f5efe2")
    for step, width in enumerate((42, 76, 110)):
        canvas.fill(rect(-55, -150 + step * 18, width, 12, 3), (body.base, "#c8942a", "#1f5c44")[step])


def cutting_mat(canvas: Canvas, look: Look) -> None:
    """With a grid, a steel rule and a knife."""
    mat, grip = look.made_of("body", "pine"), look.made_of("grip", "clay")
    with canvas.placed(0, -300, angle=-6):
        sheet = centered(0, 0, 880, 620, 20)
        canvas.shadow(sheet, blur=28, by=(24, 34), opacity=0.32)
        canvas.fill(sheet, Fade([mat.base, mat.dark], "slant"))
        canvas.stroke(centered(0, 0, 820, 560), 3, mat.light, closed=True, opacity=0.8)
        for x in range(-370, 380, 41):
            canvas.stroke([(x, -280), (x, 280)], 1.5, mat.light, opacity=0.4)
        for y in range(-240, 260, 40):
            canvas.stroke([(-410, y), (410, y)], 1.5, mat.light, opacity=0.4)
        canvas.stroke([(-410, 280), (150, -280)], 2, mat.light, opacity=0.5)
    with canvas.placed(-40, -210, angle=-24):
        rule = centered(0, 0, 760, 76, 6)
        canvas.shadow(rule, blur=8, by=(9, 12), opacity=0.4)
        canvas.fill(rule, Fade(["#f1f2f1", "#c6cbcc", "#9aa0a2"]))
        for tick in range(71):
            canvas.fill(
                rect(-352 + tick * 10, -36, 2, 22 if tick % 10 == 0 else 16 if tick % 5 == 0 else 10), "#3d3931"
            )
        canvas.fill(ellipse(346, 8, 13), mat.dark)
    with canvas.placed(190, -330, angle=28):
        canvas.shadow(rect(-30, -210, 60, 380, 26), blur=10, by=(16, 20), opacity=0.4)
        canvas.fill(path("M-20 168 H20 L-14 272 L-20 262 Z"), _STEEL)
        for y in (196, 222):
            canvas.stroke([(-19, y), (14, y - 12)], 2, "#6f685a")
        canvas.fill(
            rect(-30, -210, 60, 384, (30, 30, 8, 8)), Fade([grip.light, grip.base, grip.dark, grip.deep], "right")
        )
        canvas.fill(rect(-12, -130, 24, 190, 12), "#26241f")
        canvas.fill(rect(-17, -30, 34, 62, 8), Fade(["#f5f3ee", "#8a8577"]))
