"""Colors of covers: a few that belong together, and light and dark ends for the ground."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1600, 900


@dataclass(frozen=True)
class Tones:
    """`light` and `deep` make the ground, `inks` what is on it from pale to strong, `spark` what stands out."""

    light: str
    deep: str
    inks: tuple[str, str, str, str, str]
    spark: str

    def ink(self, index: int) -> str:
        """One after the other, and from the start again."""
        return self.inks[index % len(self.inks)]


TONES = {
    "morning": Tones("#fbeee2", "#f0c9ac", ("#f3d9c4", "#e3a37d", "#c4652f", "#863d17", "#4f2410"), "#1f5c44"),
    "forest": Tones("#eaf2ec", "#b7d3c2", ("#cfe3d6", "#a9cfba", "#468e6e", "#1f5c44", "#0e2a20"), "#c4652f"),
    "harbor": Tones("#eaeff4", "#b9c9da", ("#cddae6", "#a6bdd6", "#6d8fb0", "#4a6a8a", "#243f5c"), "#e3a37d"),
    "field": Tones("#f8f1dc", "#e4cd92", ("#efdfb0", "#dfc06a", "#b98312", "#7d5a0c", "#3f2e08"), "#2b7355"),
    "dusk": Tones("#f0e4ec", "#c9a9c0", ("#e2cbdb", "#c498b6", "#9a6a91", "#7b4b73", "#3f2340"), "#dfc06a"),
    "stone": Tones("#f6f3ed", "#d5cdbd", ("#e6e0d3", "#c9c1b1", "#978f7f", "#6f685a", "#3d3931"), "#c4652f"),
    "night": Tones("#31564a", "#12211b", ("#2b7355", "#468e6e", "#74b093", "#e3a37d", "#f8e2d4"), "#f2d58a"),
}
