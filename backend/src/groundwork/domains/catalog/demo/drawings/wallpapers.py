"""What screens show."""

from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.shapes import Outline, ellipse, path, rect

_CODE = ["pine", "clay", "stone", "ochre", "stone", "pine", "slate", "stone", "clay", "pine", "ochre", "stone"]
_INKS = {"pine": "#74b093", "clay": "#e3a37d", "ochre": "#dfc06a", "slate": "#8fb0d0", "stone": "#8b8577"}
_HILLS = {
    "hills": (("#f8e2d4", "#e3a37d"), "#fff3e0", ("#74b093", "#468e6e", "#1f5c44", "#143a2c")),
    "dusk": (("#4a6a8a", "#e0b8a0"), "#fbe8d0", ("#8a86a0", "#5f6584", "#3c4a68", "#232f47")),
    "dunes": (("#f6eed8", "#e9cf96"), "#ffffff", ("#d9b46a", "#c4652f", "#9c4a20", "#6b2f12")),
    "fog": (("#e9edf2", "#c3d2dd"), "#ffffff", ("#b7c5d6", "#8ea6bd", "#5f7f9d", "#33506e")),
}


def wallpaper(canvas: Canvas, screen: Outline, name: str) -> None:
    """Fill a screen with a picture: hills, dusk, dunes, fog, arcs, strata, code, chart or page."""
    xs, ys = [x for x, _ in screen], [y for _, y in screen]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    with canvas.inside(screen), canvas.placed(left, top):
        if name in _HILLS:
            _hills(canvas, width, height, name)
        elif name == "code":
            _code(canvas, width, height)
        elif name == "chart":
            _chart(canvas, width, height)
        elif name == "page":
            _page(canvas, width, height)
        elif name == "strata":
            _strata(canvas, width, height)
        else:
            _arcs(canvas, width, height)


def _hills(canvas: Canvas, w: float, h: float, name: str) -> None:
    sky, sun, slopes = _HILLS[name]
    canvas.fill(rect(0, 0, w, h), Fade(sky))
    canvas.glow(w * 0.68, h * 0.38, h * 0.5, h * 0.5, sun, opacity=0.8)
    canvas.fill(ellipse(w * 0.68, h * 0.38, h * 0.12), sun)
    for index, color in enumerate(slopes):
        base = h * (0.5 + 0.13 * index)
        rise = h * (0.2 - 0.02 * index) * (1 if index % 2 else -1)
        crest = f"M0 {base} C{w * 0.25} {base - rise} {w * 0.4} {base - rise} {w * 0.55} {base} "
        canvas.fill(
            path(crest + f"C{w * 0.7} {base + rise} {w * 0.85} {base + rise * 0.6} {w} {base} V{h} H0 Z"), color
        )


def _arcs(canvas: Canvas, w: float, h: float) -> None:
    canvas.fill(rect(0, 0, w, h), Fade(["#143a2c", "#1f5c44"], "slant"))
    for index, color in enumerate(("#2b7355", "#74b093", "#f8e2d4", "#c4652f", "#863d17")):
        canvas.fill(ellipse(w * 0.72, h * 1.02, h * (0.92 - index * 0.17)), color)


def _strata(canvas: Canvas, w: float, h: float) -> None:
    canvas.fill(rect(0, 0, w, h), "#efe9dd")
    for index, color in enumerate(("#e8cf9c", "#dfae86", "#c4652f", "#7b4b73", "#4a6a8a", "#1f5c44")):
        y = h * (0.16 + index * 0.145)
        wave = f"M0 {y} C{w * 0.3} {y - h * 0.16} {w * 0.55} {y + h * 0.2} {w} {y - h * 0.05} V{h} H0 Z"
        canvas.fill(path(wave), color)


def _code(canvas: Canvas, w: float, h: float) -> None:
    canvas.fill(rect(0, 0, w, h), "#1d1f1c")
    canvas.fill(rect(0, 0, w * 0.2, h), "#252823")
    for row in range(9):
        canvas.fill(rect(w * 0.03, h * (0.1 + row * 0.075), w * (0.07 + row * 37 % 5 * 0.015), h * 0.02, 4), "#57584f")
    for row in range(14):
        y, x = h * (0.09 + row * 0.062), w * (0.25 + 0.03 * (row * 5 % 4))
        for piece in range(1 + row * 7 % 4):
            wide = w * (0.04 + 0.03 * ((row * 3 + piece * 5) % 4))
            canvas.fill(rect(x, y, wide, h * 0.022, 4), _INKS[_CODE[(row * 2 + piece) % len(_CODE)]])
            x += wide + w * 0.015


def _chart(canvas: Canvas, w: float, h: float) -> None:
    canvas.fill(rect(0, 0, w, h), "#fbfaf7")
    canvas.fill(rect(0, 0, w * 0.16, h), "#f1eee6")
    for row in range(6):
        canvas.fill(rect(w * 0.03, h * (0.1 + row * 0.085), w * 0.09, h * 0.022, 4), "#cfc8b9")
    for index in range(3):
        canvas.fill(rect(w * (0.2 + index * 0.262), h * 0.09, w * 0.24, h * 0.2, 10), "#ffffff")
        canvas.fill(rect(w * (0.22 + index * 0.262), h * 0.14, w * 0.08, h * 0.022, 4), "#cfc8b9")
        canvas.fill(rect(w * (0.22 + index * 0.262), h * 0.19, w * 0.14, h * 0.05, 6), "#3d3931")
    canvas.fill(rect(w * 0.2, h * 0.34, w * 0.764, h * 0.56, 10), "#ffffff")
    for index in range(12):
        tall = h * (0.12 + 0.022 * index + 0.05 * (index * 7 % 3))
        x = w * (0.235 + index * 0.06)
        canvas.fill(rect(x, h * 0.84 - tall, w * 0.022, tall, 4), "#2b7355")
        canvas.fill(rect(x + w * 0.025, h * 0.84 - tall * 0.6, w * 0.017, tall * 0.6, 4), "#c4652f")


def _page(canvas: Canvas, w: float, h: float) -> None:
    canvas.fill(rect(0, 0, w, h), "#f4f1e8")
    canvas.fill(rect(w * 0.12, h * 0.1, w * 0.5, h * 0.032, 5), "#3d3931")
    for row in range(17):
        wide = 0.76 if row % 6 != 5 else 0.42
        canvas.fill(rect(w * 0.12, h * (0.19 + row * 0.043), w * wide, h * 0.013, 3), "#8d8677")
