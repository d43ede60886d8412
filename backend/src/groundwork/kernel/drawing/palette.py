"""The colors of the identity, as grounds to stand things on and as materials to make them of."""

from dataclasses import dataclass

from groundwork.kernel.drawing.canvas import blend

GROUNDS = {
    "stone": ("#f6f3ed", "#d8d1c3"),
    "pine": ("#e6efe8", "#b4cfbf"),
    "clay": ("#f9e9de", "#e6bfa3"),
    "ochre": ("#f6eed8", "#dfc88c"),
    "slate": ("#e9edf2", "#b7c5d6"),
    "plum": ("#f1e7ee", "#d2b6c9"),
    "night": ("#46504c", "#222a27"),
}
"""Where the light falls, and away from it."""

_MATERIALS = {
    "chalk": "#f1ede4",
    "stone": "#c9c1b1",
    "sand": "#dcc9a3",
    "pebble": "#978f7f",
    "graphite": "#46433e",
    "ink": "#26241f",
    "steel": "#b9bfc2",
    "pine": "#2b7355",
    "sage": "#8fb59f",
    "moss": "#5d7a45",
    "leaf": "#3f8a5f",
    "clay": "#c4652f",
    "terracotta": "#c27a52",
    "blush": "#e3b294",
    "ochre": "#c8942a",
    "brass": "#c9a250",
    "slate": "#4a6a8a",
    "mist": "#a6bdd6",
    "denim": "#33506e",
    "plum": "#7b4b73",
    "red": "#b3402e",
    "oak": "#d2a871",
    "ash": "#e0c79c",
    "walnut": "#7d5335",
    "cork": "#b98a5c",
}


@dataclass(frozen=True)
class Material:
    """One color in the four strengths that light gives it."""

    light: str
    base: str
    dark: str
    deep: str


def material(name: str) -> Material:
    """A material by its name.

    Raises:
        KeyError: there is none of this name.
    """
    base = _MATERIALS[name]
    return Material(blend(base, "#fffdf6", 0.4), base, blend(base, "#1b1915", 0.32), blend(base, "#1b1915", 0.62))
