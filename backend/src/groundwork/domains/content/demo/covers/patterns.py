"""Flat and ordered: arches, tiles, rings, threads, folded sheets."""

import math
from random import Random

from groundwork.domains.content.demo.covers.tones import HEIGHT, WIDTH, Tones
from groundwork.kernel.drawing.canvas import Canvas, Fade, blend
from groundwork.kernel.drawing.shapes import arc, ellipse, path, rect


def arches(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """A row of gates within gates."""
    for index in range(5):
        x, wide = -20 + index * 330, 300
        lift = chance.choice((0, 90, 170))
        for ring in range(4):
            inset = ring * 36
            top = 210 + lift + inset
            color = tones.ink(index + ring) if ring < 3 else tones.spark if index % 2 else tones.light
            gate = rect(x + inset, top, wide - 2 * inset, HEIGHT - top + 30, (150, 150, 0, 0))
            canvas.shadow(gate, blur=10, by=(6, 4), opacity=0.2)
            canvas.fill(gate, Fade([blend(color, "#ffffff", 0.22), color], "slant"))


def tiles(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Quarter circles, half circles and dots on a grid."""
    edge = 200
    for row in range(5):
        for column in range(8):
            x, y = column * edge, row * edge
            ground, figure = chance.sample((*tones.inks, tones.spark, tones.light), 2)
            canvas.fill(rect(x, y, edge + 1, edge + 1), Fade([blend(ground, "#ffffff", 0.12), ground], "slant"))
            with canvas.inside(rect(x, y, edge, edge)):
                kind = chance.randrange(4)
                cx, cy = x + chance.choice((0, edge)), y + chance.choice((0, edge))
                paint = Fade([blend(figure, "#ffffff", 0.15), figure], "slant")
                if kind == 0:
                    canvas.fill(ellipse(cx, cy, edge), paint)
                    canvas.fill(ellipse(cx, cy, edge * 0.5), ground)
                elif kind == 1:
                    canvas.fill(ellipse(cx, cy, edge), paint)
                elif kind == 2:
                    canvas.fill(ellipse(x + edge / 2, cy, edge / 2), paint)
                else:
                    canvas.fill(ellipse(x + edge / 2, y + edge / 2, edge * 0.3), paint)


def rings(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Circles around a center, things on their way along them."""
    x, y = chance.choice((520, 1080)), 470
    for index in range(7, 0, -1):
        radius = 70 + index * 92
        canvas.shadow(ellipse(x, y, radius), blur=14, by=(8, 10), opacity=0.14)
        shade = blend(tones.deep, tones.ink(index - 1), 0.5 if index % 2 else 0.22)
        canvas.fill(ellipse(x, y, radius), Fade([blend(shade, "#ffffff", 0.25), shade], "slant"))
    canvas.fill(ellipse(x, y, 88), Fade([blend(tones.spark, "#ffffff", 0.35), tones.spark], "slant"))
    for index in range(2, 7):
        angle = chance.uniform(0, 2 * math.pi)
        radius, size = 70 + index * 92, chance.choice((18, 26, 36))
        px, py = x + radius * math.cos(angle), y + radius * math.sin(angle)
        canvas.shadow(ellipse(px, py, size), blur=8, by=(6, 8), opacity=0.4)
        canvas.fill(ellipse(px, py, size), Fade(["#ffffff", tones.ink(index)], "slant"))


def threads(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Many lines that swing together, as sound or cloth does."""
    phase, knot = chance.uniform(0, 6), chance.uniform(0.35, 0.65)
    for index in range(44):
        share = index / 43
        line = []
        for x in range(-20, WIDTH + 40, 20):
            along = x / WIDTH
            spread = 330 * (0.16 + abs(along - knot) * 1.5)
            swing = 70 * math.sin(along * 7 + phase + share * 2.4)
            line.append((x, 450 + (share - 0.5) * spread * 2 + swing))
        color = tones.spark if index % 11 == 5 else tones.ink(1 + index * 4 // 44)
        canvas.stroke(line, 7 if index % 11 == 5 else 4, color, opacity=0.9)


def sheets(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Paper, folded and laid over one another."""
    for index in range(6):
        x, y = 240 + index * 190, 470 + chance.uniform(-90, 90)
        color = tones.light if index % 3 == 2 else tones.ink(index)
        with canvas.placed(x, y, angle=chance.uniform(-24, 24)):
            sheet = rect(-210, -290, 420, 580, 6)
            canvas.shadow(sheet, blur=30, by=(22, 30), opacity=0.34)
            canvas.fill(sheet, Fade([blend(color, "#ffffff", 0.25), color], "slant"))
            fold = path("M210 -290 L40 -290 L210 -100 Z")
            canvas.fill(fold, tones.deep)
            canvas.fill(
                path("M40 -290 L66 -112 L210 -100 Z"),
                Fade([blend(color, "#1b1915", 0.18), blend(color, "#ffffff", 0.4)], "slant"),
            )
            for row in range(5):
                wide = 300 - row * 47 % 130
                canvas.fill(rect(-160, -40 + row * 52, wide, 9, 4), blend(color, "#1b1915", 0.3), opacity=0.4)


def gears(canvas: Canvas, tones: Tones, chance: Random) -> None:
    """Wheels that turn one another."""
    for index, (x, y, radius) in enumerate(
        ((420, 520, 250), (842, 330, 186), (1190, 560, 226), (780, 760, 150), (1500, 300, 180), (90, 190, 150))
    ):
        color = tones.spark if index == 1 else tones.ink(index + 1)
        teeth = round(radius / 13)
        turn = chance.uniform(0, 20)
        outline = []
        for tooth in range(teeth):
            start = turn + tooth * 360 / teeth
            outline += arc(x, y, radius, radius, start, start + 180 / teeth)
            outline += arc(x, y, radius * 0.87, radius * 0.87, start + 200 / teeth, start + 340 / teeth)
        canvas.shadow(outline, blur=18, by=(14, 20), opacity=0.34)
        canvas.fill(outline, Fade([blend(color, "#ffffff", 0.35), color, blend(color, "#1b1915", 0.2)], "slant"))
        canvas.stroke(ellipse(x, y, radius * 0.7), 6, blend(color, "#1b1915", 0.3), closed=True, opacity=0.4)
        canvas.shadow(ellipse(x, y, radius * 0.3), blur=6, by=(-3, -4), opacity=0.4)
        canvas.fill(ellipse(x, y, radius * 0.3), Fade([tones.deep, tones.light], "slant"))
