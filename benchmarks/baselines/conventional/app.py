"""What most teams write: FastAPI, an async SQLAlchemy ORM session a request, dependencies, Pydantic response models.

Written as the frameworks' own documentation has it, without tricks and without carelessness: a pool, bcrypt off the
event loop, CORS and compression as middleware, uvicorn's access log.
"""

import hashlib
import os
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Annotated

import bcrypt
import jwt
import nh3
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from markdown_it import MarkdownIt
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload
from starlette.concurrency import run_in_threadpool

from database import Article, AuditLog, Category, Product, Revision, Session, Slug, User, get_session
from schemas import (
    ArticleCreate,
    ArticleOut,
    Credentials,
    Envelope,
    Page,
    Pagination,
    ProductOut,
    SignedIn,
    UserOut,
)

JWT_SECRET = os.environ["JWT_SECRET"]
ACCESS_LIFETIME = timedelta(hours=1)
SESSION_LIFETIME = timedelta(days=7)
PREVIEWERS = {"admin", "manager"}
WORDS_PER_MINUTE = 200

markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

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


async def get_user_if_any(
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False))],
    database: Database,
) -> User | None:
    """Return the user of the bearer token's living session, if there is a token."""
    return await get_current_user(credentials, database) if credentials else None


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


@app.get("/api/v1/products", response_model=Page[ProductOut])
async def list_products(
    database: Database,
    user: Annotated[User | None, Depends(get_user_if_any)],
    page: Annotated[int, Query(ge=1)] = 1,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    category: Annotated[str | None, Query(alias="filter[category]")] = None,
) -> Page[ProductOut]:
    """Answer with a page of products and their total."""
    conditions = []
    if user is None or user.role not in PREVIEWERS:
        conditions.append(Product.active)
    if category is not None:
        conditions.append(Product.category_id == select(Category.id).where(Category.slug == category).scalar_subquery())
    found = await database.scalars(
        select(Product)
        .where(*conditions)
        .options(joinedload(Product.in_category), selectinload(Product.images))
        .order_by(Product.created_at.desc(), Product.id.desc())
        .limit(limit)
        .offset((page - 1) * limit)
    )
    total = await database.scalar(select(func.count()).select_from(Product).where(*conditions)) or 0
    pages = -(-total // limit)
    return Page(
        data=[ProductOut.model_validate(product) for product in found],
        pagination=Pagination(
            page=page, limit=limit, total=total, total_pages=pages, has_next=page < pages, has_prev=page > 1
        ),
    )


@app.post("/api/v1/content", status_code=201, response_model=Envelope[ArticleOut])
async def create_article(
    form: ArticleCreate, database: Database, user: Annotated[User, Depends(get_current_user)]
) -> Envelope[ArticleOut]:
    """Write an article, its first revision and its line of the audit trail."""
    words = len(re.findall(r"\w+(?:['’-]\w+)*", form.body))
    article = Article(
        title=form.title,
        slug=await free_slug(database, form.title),
        body=form.body,
        body_html=nh3.clean(markdown.render(form.body)),
        reading_minutes=max(1, -(-words // WORDS_PER_MINUTE)),
        language=form.language,
        tags=form.tags,
        author=user,
    )
    database.add(article)
    await database.flush()
    database.add(
        Revision(article_id=article.id, number=1, title=form.title, body=form.body, words=words, author_id=user.id)
    )
    database.add(
        AuditLog(
            actor_id=user.id,
            action="article.created",
            resource_type="article",
            resource_id=str(article.id),
            changes={"title": {"from": None, "to": form.title}},
        )
    )
    await database.commit()
    return Envelope(data=ArticleOut.model_validate(article))


async def free_slug(database: AsyncSession, title: str) -> str:
    """Return a slug for the title that no article has or had."""
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:100] or "article"
    slugs = [plain, *(f"{plain}-{number}" for number in range(2, 10))]
    taken = {
        *await database.scalars(select(Article.slug).where(Article.slug.in_(slugs))),
        *await database.scalars(select(Slug.slug).where(Slug.slug.in_(slugs))),
    }
    return next((slug for slug in slugs if slug not in taken), f"{plain}-{uuid.uuid4().hex[:6]}")


def digest(token: str) -> str:
    """Return what the sessions table holds of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
