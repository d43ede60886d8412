"""Laptops, open and closed."""

from groundwork.domains.catalog.demo.drawings.look import Look, stand
from groundwork.domains.catalog.demo.drawings.wallpapers import wallpaper
from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import Material
from groundwork.kernel.drawing.shapes import Outline, Plane, centered, path, rect


def laptop(canvas: Canvas, look: Look) -> None:
    """Open, from the front and a little from above."""
    body = look.made_of("body", "steel")
    half = look.measure("inches", 14) * 24.5
    tall = half * look.measure("tall", 1.3)
    back, front = -132.0, -10.0
    stand(canvas, half * 2 + 150, depth=22, y=-2)
    lid = rect(-half, back - tall, half * 2, tall + 8, (20, 20, 4, 4))
    canvas.fill(lid, Fade([body.base, body.dark]))
    canvas.fill(rect(-half + 5, back - tall + 5, half * 2 - 10, tall - 4, 16), "#171613")
    screen = rect(-half + 18, back - tall + 22, half * 2 - 36, tall - 46, 6)
    wallpaper(canvas, screen, look.choice("wallpaper", "hills"))
    _glare(canvas, screen)
    canvas.fill(rect(-half * 0.62, back - 4, half * 1.24, 12, 5), body.deep)
    deck = Plane((-half, back + 5), (half, back + 5), (half + 74, front), (-half - 74, front))
    canvas.fill(deck.outline, Fade([body.dark, body.base, body.light]))
    _keys(canvas, deck, body)
    pad = deck.rect(0.36, 0.66, 0.28, 0.27)
    canvas.fill(pad, Fade([body.base, body.light]))
    canvas.stroke(pad, 1.6, body.dark, closed=True, opacity=0.5)
    lip = rect(-half - 75, front - 1, half * 2 + 150, 17, (2, 2, 14, 14))
    canvas.fill(lip, Fade([body.light, body.base, body.deep]))
    canvas.fill(rect(-64, front - 1, 128, 7, (0, 0, 7, 7)), body.dark)


def _glare(canvas: Canvas, screen: Outline) -> None:
    """A pane reflects the window."""
    with canvas.inside(screen):
        left, top = min(screen)[0], min(y for _, y in screen)
        canvas.fill(path(f"M{left} {top} H{left + 330} L{left + 60} {top + 700} H{left} Z"), "#ffffff", opacity=0.055)


def _keys(canvas: Canvas, deck: Plane, body: Material) -> None:
    canvas.fill(deck.rect(0.075, 0.08, 0.85, 0.52), body.deep, opacity=0.5)
    dark, light = body.deep, body.dark
    for row in range(5):
        top, count = 0.095 + row * 0.1, 14 if row < 4 else 9
        for column in range(count):
            wide = 0.84 / 14
            left = 0.08 + column * wide
            if row == 4:
                left, wide = (0.08 + column * wide, wide) if column < 4 else (0.08 + (column + 5) * wide, wide)
            canvas.fill(deck.rect(left + 0.004, top, wide - 0.008, 0.08), dark)
            canvas.fill(deck.rect(left + 0.006, top, wide - 0.012, 0.022), light, opacity=0.4)
    canvas.fill(deck.rect(0.08 + 4 * 0.06 + 0.004, 0.495, 5 * 0.06 - 0.008, 0.08), dark)


def laptop_closed(canvas: Canvas, look: Look) -> None:
    """Closed, lying, from above."""
    body, mark = look.made_of("body", "steel"), look.made_of("mark", "chalk")
    half = look.measure("inches", 14) * 24
    deep = half * 0.68
    with canvas.placed(0, -330, angle=-14):
        lid = centered(0, 0, half * 2, deep * 2, 34)
        canvas.shadow(lid, blur=40, by=(46, 62), opacity=0.36)
        canvas.shadow(lid, blur=10, by=(10, 14), opacity=0.4)
        canvas.fill(centered(4, 9, half * 2, deep * 2, 34), body.deep)
        canvas.fill(lid, Fade([body.light, body.base, body.dark], "slant"))
        canvas.stroke(centered(0, 0, half * 2 - 5, deep * 2 - 5, 32), 2, body.light, closed=True, opacity=0.6)
        with canvas.inside(lid):
            sheen = f"M{-half} {-deep} H{-half * 0.2} L{-half * 0.75} {deep} H{-half} Z"
            canvas.fill(path(sheen), "#ffffff", opacity=0.1)
        for step, width in enumerate((34, 62, 90)):
            canvas.fill(rect(-45, -30 + step * 24, width, 15, 5), mark.base, opacity=0.5 + step * 0.2)
