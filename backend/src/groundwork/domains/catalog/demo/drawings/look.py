"""How one product differs from the others of its kind, and the ground that all of them stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from PIL import Image

from groundwork.kernel.drawing.canvas import Canvas, Fade
from groundwork.kernel.drawing.palette import GROUNDS, Material, material
from groundwork.kernel.drawing.shapes import ellipse, path, rect

WIDTH, HEIGHT = 1280, 960
FLOOR = 772
"""Where things stand, pixels from above. They are drawn around this point, upwards into negative numbers."""


@dataclass(frozen=True)
class Look:
    """Materials, measures and choices of one picture, by name."""

    choices: Mapping[str, str | float]

    def made_of(self, part: str, usually: str) -> Material:
        """The material of a part."""
        return material(str(self.choices.get(part, usually)))

    def measure(self, name: str, usually: float) -> float:
        """A number, in the unit that the drawing gives it."""
        return float(self.choices.get(name, usually))

    def choice(self, name: str, usually: str) -> str:
        """A word out of those that the drawing knows."""
        return str(self.choices.get(name, usually))


@cache
def ground(tint: str, light: str = "sun") -> Image.Image:
    """An empty studio in a tint, lit from the upper left.

    `light` is "sun" (a bright disc on the wall), "arch", "window" (its light falls through panes), "plain", or "table"
    for what lies and is seen from above.
    """
    bright, deep = GROUNDS[tint]
    canvas = Canvas(Fade([bright, deep], "slant").over(WIDTH, HEIGHT))
    canvas.glow(300, 180, 760, 620, "#ffffff", opacity=0.35)
    if light == "table":
        leaf = "M-40 620 C200 420 420 330 760 -40 L1000 -40 C700 330 420 560 -40 860 Z"
        canvas.shadow(path(leaf), blur=26, color="#fffaf0", opacity=0.4)
        return canvas.image
    if light == "sun":
        canvas.fill(ellipse(640, 452, 352), Fade(["#ffffff88", "#ffffff22"], "slant"))
    elif light == "arch":
        arch = rect(330, 120, 620, 700, (310, 310, 0, 0))
        canvas.fill(arch, Fade(["#ffffff80", "#ffffff18"], "slant"))
    elif light == "window":
        for left in (250, 560):
            for top in (70, 370):
                slant = f"M{left} {top} L{left + 270} {top + 60} L{left + 210} {top + 320} L{left - 60} {top + 260} Z"
                canvas.shadow(path(slant), blur=5, color="#fffaf0", opacity=0.42)
    canvas.fill(rect(0, FLOOR - 90, WIDTH, HEIGHT), Fade([deep + "00", deep + "aa", bright + "66"]))
    canvas.glow(640, FLOOR + 30, 620, 150, "#ffffff", opacity=0.28)
    return canvas.image


def stand(canvas: Canvas, width: float, *, x: float = 0, y: float = 0, depth: float = 26, touch: float = 0.5) -> None:
    """Shadows of what stands here: one soft and away from the light, one dark (`touch`) where it meets the floor."""
    canvas.shadow(ellipse(x + width * 0.1, y + 8, width * 0.62, depth * 1.5), blur=34, opacity=0.34)
    canvas.shadow(ellipse(x + width * 0.02, y + 1, width * 0.5, depth * 0.5), blur=9, opacity=touch)
