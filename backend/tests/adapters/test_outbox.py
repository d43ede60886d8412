"""The outbox folder."""

import stat
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from groundwork.adapters.mail.outbox import OutboxTransport
from groundwork.kernel.ids import uuid7
from tests.adapters.conftest import PDF

pytestmark = pytest.mark.anyio


async def test_a_mail_is_one_file_however_often_it_is_sent(tmp_path: Path, message: EmailMessage) -> None:
    folder = tmp_path / "data" / "outbox"
    outbox = OutboxTransport(folder)
    assert outbox.is_local
    mail_id = uuid7()
    for _ in range(3):
        await outbox.send(mail_id, message)
    [path] = folder.iterdir()
    assert path.name == f"{mail_id}.eml"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert message_from_bytes(path.read_bytes(), policy=policy.default)["Subject"] == "Grüße"


async def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, message: EmailMessage) -> None:
    (tmp_path / "outbox").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="outbox"):
        await OutboxTransport(tmp_path / "outbox").send(uuid7(), message)


async def test_files_lie_in_it(tmp_path: Path, parcel: EmailMessage) -> None:
    mail_id = uuid7()
    await OutboxTransport(tmp_path).send(mail_id, parcel)
    kept = message_from_bytes((tmp_path / f"{mail_id}.eml").read_bytes(), policy=policy.default)
    assert [file.get_filename() for file in kept.iter_attachments()] == ["receipt 7K3Q.pdf", "sales.csv"]
    assert next(kept.iter_attachments()).get_content() == PDF.content
