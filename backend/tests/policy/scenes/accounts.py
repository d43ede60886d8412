"""Users, their pictures, their data."""

from io import BytesIO
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from PIL import Image

from groundwork.domains.accounts import exports
from groundwork.domains.accounts.models import DataExport, Erasure, ExportStatus
from groundwork.domains.accounts.policy import EXPORT_OWN
from groundwork.kernel.actor import Actor
from groundwork.kernel.clock import now
from groundwork.kernel.ids import uuid7
from tests.conftest import new_email
from tests.policy.scenes.scene import About, Json, Scene, keep
from tests.policy.stage import Member, Stage


async def user(_stage: Stage, whose: Member) -> Json:
    """The user themselves."""
    return {"id": whose.id}


async def new_user(_stage: Stage, _whose: Member) -> Json:
    """Somebody who is not there yet."""
    return {"email": new_email(), "firstName": "Ada", "lastName": "Byron", "role": "user"}


async def erasure(stage: Stage, whose: Member) -> Json:
    """A user who wants to be forgotten."""
    await keep(stage, Erasure(user_id=UUID(whose.id), due_at=now() + exports.KEPT))
    return {"id": whose.id}


async def export(stage: Stage, whose: Member) -> Json:
    """An export of theirs, with the signature of its link."""
    row = DataExport(id=uuid7(), user_id=UUID(whose.id), status=ExportStatus.READY, expires_at=now() + exports.KEPT)
    await stage.runtime.storage.put(row.path, b"a whole person")
    await keep(stage, row)
    owner = Actor(user_id=row.user_id, permissions=frozenset({EXPORT_OWN}))
    shown = exports.shown(stage.runtime.settings, owner, row)
    return {"id": str(row.id), "signature": parse_qs(urlsplit(shown.download_url or "").query)["signature"][0]}


def _picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(content, "PNG")
    return content.getvalue()


_PICTURE = {"content": _picture(), "headers": {"Content-Type": "image/png"}}

scenes = {
    "list_users": Scene(),
    "create_user": Scene(body=new_user),
    "get_user": Scene(About.PERSON, user),
    "update_user": Scene(About.PERSON, user, {"firstName": "Augusta"}),
    "delete_user": Scene(About.PERSON, user, to_oneself=False),
    "assign_role": Scene(About.PERSON, user, {"role": "guest"}, to_oneself=False),
    "deactivate_user": Scene(About.PERSON, user, to_oneself=False),
    "reactivate_user": Scene(About.PERSON, user),
    "impersonate_user": Scene(About.PERSON, user, to_oneself=False),
    "get_profile": Scene(About.PERSON, user),
    "update_profile": Scene(About.PERSON, user, {"bio": "Analyst"}),
    "set_avatar": Scene(About.PERSON, user, options=_PICTURE),
    "remove_avatar": Scene(About.PERSON, user),
    "request_export": Scene(About.PERSON, user),
    "list_exports": Scene(About.PERSON, user),
    "download_export": Scene(About.NOBODY, export),
    "request_erasure": Scene(About.PERSON, user, fresh=True),
    "get_erasure": Scene(About.PERSON, erasure),
    "withdraw_erasure": Scene(About.PERSON, erasure),
    "list_roles": Scene(),
}
