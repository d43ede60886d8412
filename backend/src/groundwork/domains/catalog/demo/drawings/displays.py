"""Monitors, telephones, readers and tablets."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.domains.catalog.demo.drawings.wallpapers import wallpaper
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import centered, ellipse, path, rect


def monitor(canvas: Canvas, look: Look) -> None:
    """On its foot, from the front; `aspect` is its width by its height."""
    body = look.made_of("body", "graphite")
    tall = look.measure("tall", 430)
    wide = tall * look.measure("aspect", 1.7)
    lift = look.measure("lift", 150)
    stand(canvas, 330, depth=24)
    canvas.fill(rect(-150, -16, 300, 18, (9, 9, 6, 6)), Fade([body.light, body.dark]))
    canvas.fill(rect(-34, -lift - 60, 68, lift + 48, 8), Fade([body.base, body.light, body.dark], "right"))
    canvas.shadow(rect(-36, -lift, 72, 34), blur=12, opacity=0.5)
    panel = rect(-wide / 2, -lift - tall, wide, tall, 16)
    canvas.shadow(panel, blur=26, by=(22, 26), opacity=0.22)
    canvas.fill(panel, Fade([body.base, body.deep]))
    canvas.stroke(
        rect(-wide / 2 + 1, -lift - tall + 1, wide - 2, tall - 2, 16), 2, body.light, closed=True, opacity=0.5
    )
    screen = rect(-wide / 2 + 13, -lift - tall + 13, wide - 26, tall - 34, 5)
    wallpaper(canvas, screen, look.choice("wallpaper", "hills"))
    with canvas.inside(screen):
        glare = f"M{-wide / 2} {-lift - tall} H{-wide * 0.02} L{-wide * 0.26} {-lift} H{-wide / 2} Z"
        canvas.fill(path(glare), "#ffffff", opacity=0.06)
    canvas.fill(ellipse(wide / 2 - 26, -lift - 10, 3), "#74b093")


def phone(canvas: Canvas, look: Look) -> None:
    """Its back, and its front leaning before it."""
    body = look.made_of("body", "slate")
    with canvas.placed(-110, -330, angle=-7):
        _phone_back(canvas, body)
    with canvas.placed(120, -318, angle=6):
        shell = centered(0, 0, 312, 640, 56)
        _lying(canvas, shell)
        canvas.fill(shell, Fade([body.light, body.deep], "slant"))
        canvas.fill(centered(0, 0, 304, 632, 52), "#171613")
        screen = centered(0, 0, 284, 612, 42)
        wallpaper(canvas, screen, look.choice("wallpaper", "fog"))
        canvas.fill(centered(0, -276, 84, 22, 11), "#171613")
        for row in range(3):
            canvas.fill(
                rect(-62 + row * 3, -200 + row * 34, 124 - row * 6, 18, 9), "#ffffff", opacity=0.85 - row * 0.25
            )
        canvas.fill(path("M-142 -306 H0 L-120 306 H-142 Z"), "#ffffff", opacity=0.06)


def _phone_back(canvas: Canvas, body: Material) -> None:
    shell = centered(0, 0, 312, 640, 56)
    _lying(canvas, shell)
    canvas.fill(shell, Fade([body.light, body.base, body.dark], "slant"))
    canvas.fill(rect(-128, -292, 116, 202, 40), body.dark, opacity=0.55)
    for y in (-238, -146):
        canvas.fill(ellipse(-70, y, 40), Fade([body.light, body.deep], "slant"))
        canvas.fill(ellipse(-70, y, 33), "#171613")
        canvas.fill(ellipse(-70, y, 20), Fade(["#4a6a8a", "#171613"], "slant"))
        canvas.fill(ellipse(-79, y - 9, 6), "#ffffff", opacity=0.7)


def reader(canvas: Canvas, look: Look) -> None:
    """A tablet that lies, with a page or a drawing on it, and a pen beside it when `pen` is 1."""
    body, accent = look.made_of("body", "graphite"), look.made_of("accent", "clay")
    wide, tall = look.measure("wide", 470), look.measure("tall", 640)
    with canvas.placed(-30, -322, angle=look.measure("angle", -9)):
        shell = centered(0, 0, wide, tall, 34)
        _lying(canvas, shell)
        canvas.fill(shell, Fade([body.light, body.base, body.dark], "slant"))
        edge = look.measure("edge", 34)
        screen = centered(0, 0, wide - edge * 2, tall - edge * 2, 8)
        wallpaper(canvas, screen, look.choice("wallpaper", "page"))
        canvas.stroke(screen, 2, body.deep, closed=True, opacity=0.6)
    if look.measure("pen", 0):
        with canvas.placed(look.measure("pen_x", 330), -300, angle=14):
            barrel = path("M-13 -270 Q-13 -284 0 -284 Q13 -284 13 -270 V230 L3 276 Q0 282 -3 276 L-13 230 Z")
            _lying(canvas, barrel)
            canvas.fill(barrel, Fade([accent.light, accent.base, accent.dark], "right"))
            canvas.fill(path("M-13 230 L-3 276 Q0 282 3 276 L13 230 Z"), Fade(["#f1ede4", "#978f7f"], "right"))
            canvas.fill(rect(-13, -200, 26, 8), accent.deep, opacity=0.5)


def _lying(canvas: Canvas, shell: list[tuple[float, float]]) -> None:
    canvas.shadow(shell, blur=32, by=(34, 44), opacity=0.3)
    canvas.shadow(shell, blur=8, by=(8, 10), opacity=0.36)
