"""Search over everything."""

from tests.policy.scenes.scene import Json, Scene
from tests.policy.stage import Member, Stage


async def for_lamps(_stage: Stage, _whose: Member) -> Json:
    """What to look for."""
    return {"q": "lamp"}


scenes = {"search": Scene(path=for_lamps)}
