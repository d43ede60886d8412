"""Digests, signatures, and columns that are encrypted at rest."""

import base64
import hashlib
import hmac
from collections.abc import Iterator

import pytest
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text, update

from groundwork.kernel import crypto
from groundwork.kernel.crypto import FieldCipher, digest, is_signed, sign, use_cipher
from groundwork.kernel.database import transaction
from groundwork.kernel.ids import uuid7
from groundwork.kernel.runtime import Runtime
from tests.kernel.external_domain.models import Note

OLD, NEW = "an old key that is still good " * 2, "the new key that encrypts " * 2


@pytest.fixture
def cipher_afterwards() -> Iterator[None]:
    """The process's cipher is put back."""
    before = list(crypto._in_use)
    yield
    crypto._in_use[:] = before


def test_a_digest_is_sha_256_in_hexadecimal() -> None:
    assert digest("token") == hashlib.sha256(b"token").hexdigest()


def test_a_signature_is_hmac_sha_256_over_purpose_and_parts() -> None:
    expected = hmac.new(b"secret", b"device\x1fa\x1fb", "sha256").digest()
    assert sign("secret", "device", "a", "b") == base64.urlsafe_b64encode(expected).decode().rstrip("=")


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=5), max_size=3))
def test_a_signature_serves_its_purpose_its_secret_and_its_parts_alone(parts: list[str]) -> None:
    signature = sign("secret", "one", *parts)
    assert is_signed(signature, "secret", "one", *parts)
    assert not is_signed(signature, "secret", "two", *parts)
    assert not is_signed(signature, "other", "one", *parts)
    assert not is_signed(signature, "secret", "one", *parts, "more")


@pytest.mark.parametrize("forged", ["", "x", "ü", "=" * 43])
def test_what_is_no_signature_is_refused(forged: str) -> None:
    assert not is_signed(forged, "secret", "one", "a")


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_encrypted_comes_back(plain: str) -> None:
    cipher = FieldCipher([OLD])
    token = cipher.encrypt(plain)
    assert cipher.decrypt(token) == plain
    assert len(plain) < 4 or plain not in token


def test_the_same_text_is_encrypted_differently_each_time() -> None:
    cipher = FieldCipher([OLD])
    assert cipher.encrypt("text") != cipher.encrypt("text")


def test_a_key_is_rotated_without_a_pause() -> None:
    written_before = FieldCipher([OLD]).encrypt("text")
    between = FieldCipher([NEW, OLD])
    assert between.decrypt(written_before) == "text"
    with pytest.raises(InvalidToken):
        FieldCipher([OLD]).decrypt(between.encrypt("text"))
    anew = between.rotate(written_before)
    assert FieldCipher([NEW]).decrypt(anew) == "text"
    with pytest.raises(InvalidToken):
        FieldCipher([NEW]).decrypt(written_before)


def test_a_token_that_was_altered_is_refused() -> None:
    cipher = FieldCipher([OLD])
    token = bytearray(base64.urlsafe_b64decode(cipher.encrypt("text")))
    for position in range(len(token)):
        altered = bytes(byte ^ (index == position) for index, byte in enumerate(token))
        with pytest.raises(InvalidToken):
            cipher.decrypt(base64.urlsafe_b64encode(altered).decode())


@pytest.mark.usefixtures("cipher_afterwards")
def test_columns_need_a_cipher() -> None:
    crypto._in_use.clear()
    with pytest.raises(RuntimeError, match=r"call use_cipher\(\) when the process starts"):
        crypto.EncryptedText().process_bind_param("text", None)  # type: ignore[arg-type]


@pytest.mark.anyio
@pytest.mark.usefixtures("cipher_afterwards")
async def test_a_column_is_encrypted_in_the_table_and_survives_a_rotation(workshop: Runtime) -> None:
    use_cipher(FieldCipher([OLD]))
    ids = [uuid7(), uuid7()]
    async with transaction(workshop) as db:
        db.add_all(
            [
                Note(id=ids[0], title=f"a diary {ids[0]}", shelf="secret", secret="I was here ✓"),
                Note(id=ids[1], title=f"nothing {ids[1]}", shelf="secret", secret=None),
            ]
        )
    async with transaction(workshop) as db:
        stored = await db.scalars(
            text("SELECT secret FROM notes WHERE id = ANY(:ids) ORDER BY title").bindparams(ids=ids)
        )
        token, nothing = stored.all()
    assert nothing is None
    assert "here" not in token
    assert FieldCipher([OLD]).decrypt(token) == "I was here ✓"

    use_cipher(FieldCipher([NEW, OLD]))
    async with transaction(workshop) as db:
        note = await db.get_one(Note, ids[0])
        assert note.secret == "I was here ✓"
        await db.execute(update(Note).where(Note.id == ids[0]).values(secret=note.secret))

    use_cipher(FieldCipher([NEW]))
    async with transaction(workshop) as db:
        assert await db.scalar(select(Note.secret).where(Note.id == ids[0])) == "I was here ✓"

    use_cipher(FieldCipher(["somebody else's key"]))
    with pytest.raises(InvalidToken):
        async with transaction(workshop) as db:
            await db.scalar(select(Note.secret).where(Note.id == ids[0]))
