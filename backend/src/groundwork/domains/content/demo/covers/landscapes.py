"""Outdoors: hills, layers of earth, water, a street."""

import math
from random import Random

from groundwork.domains.content.demo.covers.tones import HEIGHT, WIDTH, Tones
from groundwork.kernel.drawing.canvas import Canvas, Fade, blend
from groundwork.kernel.drawing.shapes import ellipse, path, rect


def _crest(base: float, rise: float, phase: float) -> str:
    """The outline of a slope from the left edge to the right, closed below."""
    points = [
        (x, base - rise * (math.sin(x / 260 + phase) + 0.45 * math.sin(x / 97 + phase * 2.3)))
        for x in range(0, WIDTH + 40, 40)
    ]
    return "M" + " L".join(f"{x} {y:.1f}" for x, y in points) + f" V{HEIGHT} H0 Z"


def hills(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Slopes one behind the other, a sun, and trees on the nearest."""
    x, y = chance.choice((420, 1120)), 300
    canvas.glow(x, y, 560, 480, "#fffaf0", opacity=0.85)
    canvas.fill(ellipse(x, y, 96), Fade(["#fffdf6", tones.light]))
    for index in range(5):
        base = 430 + index * 104
        color = blend(tones.deep, tones.ink(index), 0.35 + index * 0.16)
        slope = path(_crest(base, 54 - index * 3, chance.uniform(0, 6)))
        canvas.fill(slope, Fade([color, blend(color, tones.light, 0.3)]))
        canvas.glow(800, base + 170, 1200, 120, tones.light, opacity=0.22)
    for _ in range(24):
        _fir(canvas, chance.uniform(0, WIDTH), chance.uniform(850, 930), chance.uniform(70, 190), tones.ink(4))


def _fir(canvas: Canvas, x: float, y: float, tall: float, color: str) -> None:
    wide = tall * 0.2
    for step in range(3):
        top, bottom = y - tall + step * tall * 0.26, y - tall * 0.5 + step * tall * 0.26
        reach = wide * (0.55 + step * 0.25)
        canvas.fill([(x, top), (x + reach, bottom), (x - reach, bottom)], blend(color, "#ffffff", 0.04 * step))


def strata(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A cut through the ground: layers, stones and roots of grass."""
    canvas.fill(ellipse(1180, 190, 110), Fade([tones.spark, blend(tones.spark, tones.light, 0.5)], "slant"))
    for index in range(5):
        base = 320 + index * 122
        layer = path(_crest(base, 30 + index * 4, chance.uniform(0, 6)))
        color = tones.ink(index)
        canvas.shadow(layer, blur=12, by=(0, -4), opacity=0.18)
        canvas.fill(layer, Fade([blend(color, "#ffffff", 0.14), color]))
        with canvas.inside(layer):
            for _ in range(46):
                x, y = chance.uniform(0, WIDTH), chance.uniform(base, base + 120)
                size = chance.uniform(3, 13)
                canvas.fill(ellipse(x, y, size, size * 0.7), tones.ink(index + chance.choice((1, 4))), opacity=0.35)


def water(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A low sun over water, and a boat."""
    canvas.glow(800, 430, 760, 460, "#fffaf0", opacity=0.8)
    canvas.fill(ellipse(800, 430, 150), Fade(["#fffdf6", "#f6d3a2"]))
    canvas.fill(rect(0, 470, WIDTH, 430), Fade([tones.ink(1), tones.ink(3)]))
    for row in range(20):
        y = 484 + row * 21 + row * row * 0.2
        spread = 130 + row * 14
        for _ in range(5):
            x = 800 + chance.uniform(-spread, spread)
            wide = chance.uniform(40, 150)
            canvas.fill(rect(x - wide / 2, y, wide, 5 + row * 0.35, 5), "#fffaf0", opacity=0.5 - row * 0.017)
    for _ in range(26):
        x, y = chance.uniform(0, WIDTH), chance.uniform(520, 890)
        canvas.fill(rect(x, y, chance.uniform(60, 190), 4, 2), tones.ink(0), opacity=0.25)
    x = chance.choice((470, 1150))
    canvas.fill(path(f"M{x} 330 L{x + 120} 552 H{x} Z"), Fade(["#fffdf6", tones.light], "right"))
    canvas.fill(path(f"M{x - 10} 372 L{x - 84} 552 H{x - 10} Z"), blend(tones.spark, "#fffdf6", 0.25))
    canvas.fill(
        path(f"M{x - 110} 564 H{x + 136} Q{x + 110} 612 {x + 60} 612 H{x - 60} Q{x - 96} 608 {x - 110} 564 Z"),
        tones.ink(4),
    )
    canvas.fill(rect(x - 6, 320, 6, 250), tones.ink(4))


def street(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A row of houses in the evening, some windows lit."""
    canvas.fill(ellipse(1260, 190, 76), Fade(["#fffdf6", tones.light]))
    for depth in range(2):
        x = -60.0 if depth else -20.0
        while x < WIDTH:
            wide, tall = chance.choice((170, 210, 250)), chance.choice((330, 400, 470)) + (0 if depth else 130)
            _house(canvas, tones, chance, (x, 830 if depth else 790, wide, tall), near=depth == 1)
            x += wide + (6 if depth else -4)
    canvas.fill(rect(0, 826, WIDTH, 80), Fade([tones.ink(4), blend(tones.ink(4), tones.ink(3), 0.5)]))


def _house(
    canvas: Canvas, tones: Tones, chance: Random, place: tuple[float, float, float, float], *, near: bool
) -> None:
    x, floor, wide, tall = place
    wall = blend(tones.ink(chance.randrange(1, 5)), tones.deep, 0.06 if near else 0.62)
    roof = chance.choice(("gable", "flat", "step"))
    if roof == "gable":
        canvas.fill(
            [(x, floor - tall), (x + wide / 2, floor - tall - 90), (x + wide, floor - tall)],
            blend(wall, "#1b1915", 0.25),
        )
    elif roof == "step":
        canvas.fill(rect(x + wide * 0.25, floor - tall - 46, wide * 0.5, 60), wall)
    canvas.fill(rect(x, floor - tall, wide, tall), Fade([blend(wall, "#ffffff", 0.1), wall], "slant"))
    if not near:
        return
    for row in range(int(tall / 96)):
        for column in range(3):
            lit = chance.random() < 0.4
            pane = rect(
                x + wide * (0.13 + column * 0.27), floor - tall + 34 + row * 92, wide * 0.18, 52, (18, 18, 2, 2)
            )
            canvas.fill(pane, "#fbe6b0" if lit else blend(wall, "#1b1915", 0.4))
            if lit:
                canvas.glow(
                    x + wide * (0.22 + column * 0.27), floor - tall + 60 + row * 92, 66, 66, "#fbe6b0", opacity=0.35
                )
