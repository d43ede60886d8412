"""The people who sign in: one reader and a crowd for the product, and the same for its rivals.

The product registers its reader by its own API and hashes his password in its own way; the rivals hash plainly, as the
specification has it. Each crowd has its reader's hash, so that one bcrypt makes a thousand people.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import bcrypt
import psycopg

from harness import http
from harness.contenders import Contender
from harness.errors import BenchmarkError

PASSWORD = "Quarry-Lantern-58!"
ROUNDS = 12
CROWD_SIZE = 600

COPY_USER = """
    INSERT INTO users
    SELECT (jsonb_populate_record(u, jsonb_build_object('id', gen_random_uuid(), 'email', %s::text) || %s::jsonb)).*
      FROM users u WHERE u.email = %s"""
"""Copies a whole row, whatever columns it has, under a new id and address."""


def reader(contender: Contender) -> str:
    """Return the address of the one whose requests are measured."""
    return f"{contender.reader}@{domain(contender)}"


def crowd(contender: Contender) -> list[str]:
    """Return the addresses of those who sign in all at once."""
    return [member(number, domain(contender)) for number in range(CROWD_SIZE)]


def settle(product_url: str, database_url: str) -> None:
    """Create everyone.

    Raises:
        BenchmarkError: the product refused its reader.
    """
    first = "reader@product.bench.example"
    account = {"email": first, "password": PASSWORD, "firstName": "Ada", "lastName": "Mason"}
    status, body = http.call("POST", f"{product_url}/api/v1/auth/register", account)
    if status != 201:
        raise BenchmarkError(f"Groundwork did not register {first}: {status} {body}")
    plain = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(ROUNDS)).decode()
    with psycopg.connect(database_url) as connection:
        copy = [(member(number, "product.bench.example"), "{}", first) for number in range(CROWD_SIZE)]
        change = f'{{"password_hash": "{plain}"}}'
        copy += [(member(number, "rival.bench.example"), change, first) for number in range(CROWD_SIZE)]
        copy += [("reader@rival.bench.example", change, first)]
        connection.cursor().executemany(COPY_USER, copy)
        connection.commit()
        connection.autocommit = True
        connection.execute("VACUUM ANALYZE users")


@contextmanager
def acting_as(database_url: str, role: str, *emails: str) -> Iterator[None]:
    """Give people a role while the block lasts; who signs in meanwhile has it."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("UPDATE users SET role = %s WHERE email = ANY(%s)", [role, list(emails)])
        yield
        connection.execute("UPDATE users SET role = 'user' WHERE email = ANY(%s)", [list(emails)])


def member(number: int, of: str) -> str:
    """Return the address of one of the crowd."""
    return f"member{number}@{of}"


def domain(contender: Contender) -> str:
    """Return the domain whose people the contender can sign in."""
    return "product.bench.example" if contender.is_product else "rival.bench.example"
