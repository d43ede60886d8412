"""The limit: the least work that still gives the product's answers on this interpreter.

A bare ASGI application on uvicorn, uvloop and httptools, with PyJWT, orjson and a raw psycopg pool: no framework, no
validation, no logs, no limits, no security headers. Nothing built in Python on the same parts can answer for less,
which makes its CPU per request the unit in which the others are measured.

With `HOLD_SESSIONS=1` a verified session and its user stay in process after the first look-up, which is the product's
own strategy for `GET /auth/me`; without it every request asks the database once. How many products a category has is
counted once and never again.
"""

import asyncio
import os
import urllib.parse
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from datetime import UTC, datetime, timedelta
from typing import Any

import bcrypt
import jwt
import orjson
from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Answer = tuple[int, bytes]
Handler = Callable[[Message, Receive], Awaitable[Answer]]

JWT_SECRET = os.environ["JWT_SECRET"]
HOLD_SESSIONS = os.environ.get("HOLD_SESSIONS") == "1"
ACCESS_SECONDS = 3600
SESSION_LIFETIME = timedelta(days=7)

SELECT_SESSION_USER = """
    SELECT u.id, u.email, u.first_name, u.last_name, u.role, u.profile_picture_url, u.email_verified, u.created_at
      FROM sessions s JOIN users u ON u.id = s.user_id
     WHERE s.id = %s AND s.expires_at > now() AND u.is_active AND u.deleted_at IS NULL"""
SELECT_SIGN_IN = """
    SELECT password_hash,
           id, email, first_name, last_name, role, profile_picture_url, email_verified, created_at
      FROM users WHERE email = %s AND is_active AND deleted_at IS NULL"""
INSERT_SESSION = """
    INSERT INTO sessions (id, user_id, token, expires_at, created_at, updated_at)
    VALUES (%s, %s, %s, %s, now(), now())"""
LIST_PRODUCTS = """
    SELECT p.id, p.sku, p.name, p.slug, p.description, p.price::text, p.currency, c.slug, c.name, p.stock, p.in_stock,
           (SELECT coalesce(jsonb_agg(jsonb_build_object('fileId', i.file_id, 'alt', i.alt, 'width', i.width,
                                                         'height', i.height) ORDER BY i.position), '[]')
              FROM product_images i WHERE i.product_id = p.id)::text,
           p.attributes::text, p.active, p.created_at, p.updated_at
      FROM products p LEFT JOIN categories c ON c.id = p.category_id
     WHERE p.category_id = (SELECT id FROM categories WHERE slug = %s) AND (p.active OR %s)
     ORDER BY p.created_at DESC, p.id DESC LIMIT %s OFFSET %s"""
COUNT_PRODUCTS = """
    SELECT count(*) FROM products p
     WHERE p.category_id = (SELECT id FROM categories WHERE slug = %s) AND (p.active OR %s)"""

JSON_HEADERS = (b"content-type", b"application/json")
UNAUTHORIZED: Answer = (401, b'{"success":false,"error":{"code":"UNAUTHORIZED","message":"Unauthorized","details":[]}}')

pool: AsyncConnectionPool[AsyncConnection[TupleRow]] = AsyncConnectionPool(
    os.environ["DATABASE_URL"], min_size=10, max_size=10, open=False, kwargs={"autocommit": True}
)
held_users: dict[str, dict[str, Any]] = {}
held_totals: dict[tuple[str, bool], int] = {}


async def app(scope: Message, receive: Receive, send: Send) -> None:
    """Serve one ASGI connection: the lifespan, or a request found by method and path."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    handler = ROUTES.get((scope["method"], scope["path"]))
    status, body = await handler(scope, receive) if handler else (404, b"{}")
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [JSON_HEADERS, length]})
    await send({"type": "http.response.body", "body": body})


async def lifespan(receive: Receive, send: Send) -> None:
    """Open the pool before the first request, close it after the last."""
    await receive()
    await pool.open(wait=True)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await pool.close()
    await send({"type": "lifespan.shutdown.complete"})


async def health(scope: Message, receive: Receive) -> Answer:
    """Say that the process is up."""
    return 200, b'{"status":"ok"}'


async def me(scope: Message, receive: Receive) -> Answer:
    """Answer with the user of the token's session."""
    user = await signed_in_user(scope)
    return UNAUTHORIZED if user is None else (200, envelope(user))


async def list_products(scope: Message, receive: Receive) -> Answer:
    """Answer with a page of a category's products and their total."""
    user = await signed_in_user(scope)
    if user is None:
        return UNAUTHORIZED
    asked = dict(urllib.parse.parse_qsl(scope["query_string"].decode()))
    what = asked["filter[category]"], user["role"] in {"admin", "manager"}
    page, limit = int(asked.get("page", 1)), int(asked.get("limit", 20))
    async with pool.connection() as connection:
        cursor = await connection.execute(LIST_PRODUCTS, (*what, limit, (page - 1) * limit), binary=True)
        rows = await cursor.fetchall()
        total = held_totals.get(what)
        if total is None:
            row = await (await connection.execute(COUNT_PRODUCTS, what)).fetchone()
            total = held_totals[what] = row[0] if row else 0
    pages = -(-total // limit)
    pagination = {"page": page, "limit": limit, "total": total, "totalPages": pages}
    pagination |= {"hasNext": page < pages, "hasPrev": page > 1}
    return 200, envelope([public_product(row) for row in rows], pagination=pagination)


async def login(scope: Message, receive: Receive) -> Answer:
    """Check the password in a thread, write the session and sign its token."""
    credentials = orjson.loads(await read_body(receive))
    async with pool.connection() as connection:
        row = await (await connection.execute(SELECT_SIGN_IN, (credentials["email"],))).fetchone()
    if row is None or not await asyncio.to_thread(bcrypt.checkpw, credentials["password"].encode(), row[0].encode()):
        return UNAUTHORIZED
    user = public_user(row[1:])
    session_id = str(uuid.uuid4())
    now = datetime.now(UTC)
    async with pool.connection() as connection:
        await connection.execute(INSERT_SESSION, (session_id, user["id"], session_id, now + SESSION_LIFETIME))
    claims = {"sub": str(user["id"]), "sid": session_id, "exp": now + timedelta(seconds=ACCESS_SECONDS)}
    token = jwt.encode(claims, JWT_SECRET, algorithm="HS256")
    return 200, envelope({"user": user, "accessToken": token, "expiresIn": ACCESS_SECONDS})


async def signed_in_user(scope: Message) -> dict[str, Any] | None:
    """Return the user of the token's session, if the token is good."""
    token = bearer_token(scope)
    if token is None:
        return None
    try:
        session_id: str = jwt.decode(token, JWT_SECRET, algorithms=["HS256"])["sid"]
    except jwt.InvalidTokenError:
        return None
    return held_users.get(session_id) or await load_user(session_id)


async def load_user(session_id: str) -> dict[str, Any] | None:
    """Return the user whose living session this is, and hold him when that is asked for."""
    async with pool.connection() as connection:
        row = await (await connection.execute(SELECT_SESSION_USER, (session_id,), binary=True)).fetchone()
    if row is None:
        return None
    user = public_user(row)
    if HOLD_SESSIONS:
        held_users[session_id] = user
    return user


def bearer_token(scope: Message) -> str | None:
    """Return the token of the `Authorization` header."""
    for name, value in scope["headers"]:
        if name == b"authorization" and value.startswith(b"Bearer "):
            return str(value[7:], "ascii")
    return None


async def read_body(receive: Receive) -> bytes:
    """Return the request's whole body."""
    body: bytes = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if not message.get("more_body"):
            return body


def public_user(row: TupleRow) -> dict[str, Any]:
    """Return a row of user columns as the object of chapter 6.3."""
    return {
        "id": row[0],
        "email": row[1],
        "firstName": row[2],
        "lastName": row[3],
        "role": row[4],
        "profilePicture": row[5],
        "emailVerified": row[6],
        "createdAt": row[7],
    }


def public_product(row: TupleRow) -> dict[str, Any]:
    """Return a row of product columns as the API shows it; what PostgreSQL wrote as JSON goes out as it is."""
    return {
        "id": row[0],
        "sku": row[1],
        "name": row[2],
        "slug": row[3],
        "description": row[4],
        "price": row[5],
        "currency": row[6],
        "category": row[7],
        "categoryName": row[8],
        "stock": row[9],
        "inStock": row[10],
        "images": orjson.Fragment(row[11]),
        "attributes": orjson.Fragment(row[12]),
        "active": row[13],
        "createdAt": row[14],
        "updatedAt": row[15],
    }


def envelope(data: Any, **beside: Any) -> bytes:
    """Encode `data` in the success envelope of chapter 6.4."""
    meta = {"requestId": f"req_{uuid.uuid4().hex}", "timestamp": datetime.now(UTC), "version": "1.0.0"}
    answer: bytes = orjson.dumps({"success": True, "data": data, **beside, "meta": meta}, option=orjson.OPT_UTC_Z)
    return answer


ROUTES: dict[tuple[str, str], Handler] = {
    ("GET", "/api/health"): health,
    ("POST", "/api/v1/auth/login"): login,
    ("GET", "/api/v1/auth/me"): me,
    ("GET", "/api/v1/products"): list_products,
}
