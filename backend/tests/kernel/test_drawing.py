"""Drawing: shapes are where they should be, smooth at their edges, and what lies outside of the picture is left out."""

from io import BytesIO

import pytest
from PIL import Image

from groundwork.kernel.drawing.canvas import Canvas, Fade, blend
from groundwork.kernel.drawing.palette import material
from groundwork.kernel.drawing.shapes import Plane, centered, ellipse, path, rect

_WHITE = (255, 255, 255)
_BLACK = (0, 0, 0)


def _canvas() -> Canvas:
    return Canvas(Image.new("RGB", (100, 80), "#ffffff"))


def test_a_path_goes_where_its_commands_say() -> None:
    assert path("M10 10 H30 V20 L-5.5 40 Z") == [(10, 10), (30, 10), (30, 20), (-5.5, 40)]
    curve = path("M0 0 Q50 100 100 0 C100 -50 0 -50 0 0")
    assert (100, 0) in curve
    assert curve[-1] == (0, 0)
    assert max(y for _, y in curve) == pytest.approx(50)


def test_a_plane_lies_between_its_corners() -> None:
    plane = Plane((10, 0), (30, 0), (40, 20), (0, 20))
    assert plane.at(0.5, 0.5) == (20, 10)
    assert plane.rect(0, 0, 1, 1) == plane.outline


def test_shapes_are_filled_where_they_are_and_soft_only_at_their_edges() -> None:
    canvas = _canvas()
    canvas.fill(rect(20.5, 20, 40, 30), "#000000", holes=[centered(40, 35, 10, 10)])
    at = canvas.image.getpixel
    assert at((30, 25)) == _BLACK
    assert at((40, 35)) == at((10, 10)) == at((70, 25)) == _WHITE
    edge = at((20, 25))
    assert isinstance(edge, tuple)
    assert 60 < edge[0] < 200


@pytest.mark.parametrize(
    ("along", "dark", "light"),
    [
        ("down", (50, 2), (50, 77)),
        ("right", (2, 40), (97, 40)),
        ("slant", (2, 2), (97, 77)),
        ("rise", (2, 77), (97, 2)),
    ],
)
def test_colors_fade_in_the_direction_that_was_asked_for(
    along: str, dark: tuple[int, int], light: tuple[int, int]
) -> None:
    picture = Fade(["#000000", "#ffffff"], along).over(100, 80)
    assert picture.mode == "RGB"
    for place, bounds in ((dark, range(16)), (light, range(240, 256))):
        pixel = picture.getpixel(place)
        assert isinstance(pixel, tuple)
        assert pixel[0] in bounds


def test_what_shines_through_lets_the_ground_be_seen() -> None:
    canvas = _canvas()
    canvas.fill(rect(0, 0, 100, 80), Fade(["#00000080", "#00000080"]))
    canvas.fill(rect(0, 0, 50, 80), "#000000", opacity=0.5)
    left, right = canvas.image.getpixel((10, 10)), canvas.image.getpixel((90, 10))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] == pytest.approx(64, abs=3)
    assert right[0] == pytest.approx(127, abs=3)


def test_what_is_placed_is_moved_turned_and_mirrored() -> None:
    canvas = _canvas()
    with canvas.placed(50, 40, scale=2, angle=90, mirrored=True):
        canvas.fill(rect(5, -3, 10, 6), "#000000")
    assert canvas.image.getpixel((50, 20)) == _BLACK
    assert canvas.image.getpixel((50, 60)) == canvas.image.getpixel((75, 40)) == _WHITE


def test_inside_a_shape_nothing_leaves_it() -> None:
    canvas = _canvas()
    with canvas.inside(ellipse(50, 40, 20)):
        canvas.fill(rect(0, 0, 100, 80), "#000000")
        canvas.stroke([(0, 40), (100, 40)], 9, "#ff0000")
    assert canvas.image.getpixel((50, 30)) == _BLACK
    assert canvas.image.getpixel((50, 40)) == (255, 0, 0)
    assert canvas.image.getpixel((5, 40)) == _WHITE


def test_what_lies_outside_of_the_picture_is_left_out() -> None:
    canvas = _canvas()
    before = canvas.as_webp()
    far = rect(400, 400, 20, 20)
    canvas.fill(far, "#000000")
    canvas.stroke(far, 4, "#000000", closed=True)
    canvas.shadow(far, blur=6)
    canvas.glow(400, 400, 20, 20, "#000000")
    with canvas.inside(far):
        canvas.fill(rect(0, 0, 100, 80), "#000000")
    assert canvas.as_webp() == before
    assert Image.open(BytesIO(before)).size == (100, 80)


def test_light_and_shadow_are_strongest_in_the_middle() -> None:
    canvas = _canvas()
    canvas.shadow(centered(30, 40, 20, 20), blur=4, by=(2, 2), opacity=0.5)
    canvas.glow(75, 40, 20, 20, "#000000", opacity=1)
    values = [canvas.image.convert("L").getpixel((x, 40)) for x in (32, 44, 75, 85, 96)]
    assert values[0] < values[1]
    assert values[2] < values[3] < values[4]
    assert values[4] >= 250


def test_a_material_has_four_strengths() -> None:
    oak = material("oak")
    tones = [Image.new("RGB", (1, 1), tone).convert("L").getpixel((0, 0)) for tone in (oak.light, oak.base, oak.dark)]
    assert tones == sorted(tones, reverse=True)
    assert blend("#000000", "#ffffff", 0.5) == "#808080"
    with pytest.raises(KeyError):
        material("gold leaf")
