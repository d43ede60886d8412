"""What most teams write: FastAPI, an async SQLAlchemy ORM session a request, dependencies, Pydantic response models.

Written as the frameworks' own documentation has it, without tricks and without carelessness: a pool, bcrypt off the
event loop, CORS and compression as middleware, uvicorn's access log.
"""

import hashlib
import os
import uuid
from datetime import UTC, datetime, timedelta
from typing import Annotated

import bcrypt
import jwt
from fastapi import Depends, FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.concurrency import run_in_threadpool

from database import Session, User, get_session
from schemas import Credentials, Envelope, SignedIn, UserOut

JWT_SECRET = os.environ["JWT_SECRET"]
ACCESS_LIFETIME = timedelta(hours=1)
SESSION_LIFETIME = timedelta(days=7)

app = FastAPI()
app.add_middleware(GZipMiddleware)
app.add_middleware(
    CORSMiddleware,
    allow_origins=os.environ["ALLOWED_ORIGINS"].split(","),
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)

Database = Annotated[AsyncSession, Depends(get_session)]


async def get_current_user(
    credentials: Annotated[HTTPAuthorizationCredentials, Depends(HTTPBearer())], database: Database
) -> User:
    """Return the user of the bearer token's living session, or refuse with 401."""
    try:
        claims = jwt.decode(credentials.credentials, JWT_SECRET, algorithms=["HS256"])
    except jwt.InvalidTokenError:
        raise HTTPException(401, "Invalid token") from None
    session = await database.scalar(select(Session).where(Session.token == digest(credentials.credentials)))
    if session is None or session.expires_at < datetime.now(UTC):
        raise HTTPException(401, "Invalid session")
    user = await database.get(User, uuid.UUID(claims["sub"]))
    if user is None or not user.is_active:
        raise HTTPException(401, "Invalid session")
    return user


@app.get("/api/health")
async def health() -> dict[str, str]:
    """Say that the process is up."""
    return {"status": "ok"}


@app.post("/api/v1/auth/login", response_model=Envelope[SignedIn])
async def login(credentials: Credentials, database: Database) -> Envelope[SignedIn]:
    """Check the password, write a session and answer with its token."""
    user = await database.scalar(select(User).where(User.email == credentials.email))
    if user is None or user.password_hash is None or not user.is_active:
        raise HTTPException(401, "Invalid email or password")
    if not await run_in_threadpool(bcrypt.checkpw, credentials.password.encode(), user.password_hash.encode()):
        raise HTTPException(401, "Invalid email or password")
    now = datetime.now(UTC)
    token = jwt.encode(
        {"sub": str(user.id), "jti": str(uuid.uuid4()), "exp": now + ACCESS_LIFETIME}, JWT_SECRET, algorithm="HS256"
    )
    database.add(Session(user_id=user.id, token=digest(token), expires_at=now + SESSION_LIFETIME))
    user.last_login_at = now
    await database.commit()
    return Envelope(
        data=SignedIn(
            user=UserOut.model_validate(user), access_token=token, expires_in=int(ACCESS_LIFETIME.total_seconds())
        )
    )


@app.get("/api/v1/auth/me", response_model=Envelope[UserOut])
async def me(user: Annotated[User, Depends(get_current_user)]) -> Envelope[UserOut]:
    """Answer with the signed-in user."""
    return Envelope(data=UserOut.model_validate(user))


def digest(token: str) -> str:
    """Return what the sessions table holds of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
