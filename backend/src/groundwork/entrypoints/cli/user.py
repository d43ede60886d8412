"""``groundwork user``"""

import asyncio
import json
import secrets
import sys
from typing import Annotated

import typer
from pydantic import TypeAdapter, ValidationError

from groundwork.domains.accounts.errors import EmailTaken
from groundwork.domains.accounts.schemas import Email
from groundwork.domains.auth.service import create_verified_user, reset_factors
from groundwork.entrypoints.cli.context import database_running, fail, runtime_for
from groundwork.kernel.actor import Actor
from groundwork.kernel.database import transaction
from groundwork.kernel.errors import NotFound, ValidationFailed
from groundwork.kernel.permissions import Role
from groundwork.kernel.settings import Settings

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, no_args_is_help=True, help="People.")


@app.callback()
def people() -> None:
    """People."""


@app.command()
def create(
    email: Annotated[str, typer.Option(help="Their address.")],
    admin: Annotated[bool, typer.Option("--admin", help="Make them an administrator.")] = False,
    first_name: Annotated[str, typer.Option(help="First name.")] = "Ada",
    last_name: Annotated[str, typer.Option(help="Last name.")] = "Admin",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input; generated otherwise.")
    ] = False,
    if_absent: Annotated[bool, typer.Option("--if-absent", help="Succeed when there is such a user already.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Create a user whose address counts as verified."""
    address = _address(email)
    password = sys.stdin.readline().rstrip("\n") if password_stdin else f"{secrets.token_urlsafe(15)}-Aa1"
    role = Role.ADMIN if admin else Role.USER
    with database_running() as settings:
        try:
            asyncio.run(_create(settings, address, password, (first_name, last_name), role))
            created = True
        except ValidationFailed as error:
            raise fail(
                "The password breaks these rules:\n" + "\n".join(f"  {rule.message}" for rule in error.details)
            ) from None
        except EmailTaken:
            if not if_absent:
                raise fail(f"There is a user {address} already.") from None
            created = False
    shown = {"email": address, "role": str(role), "created": created}
    if created and not password_stdin:
        shown["password"] = password
    typer.echo(json.dumps(shown) if as_json else ", ".join(f"{name}: {value}" for name, value in shown.items()))


@app.command("reset-factors")
def reset(email: Annotated[str, typer.Argument(help="Their address.")]) -> None:
    """Take every second factor from somebody who has lost them all; make sure first that it is they who ask."""
    address = _address(email)
    with database_running() as settings:
        try:
            asyncio.run(_reset(settings, address))
        except NotFound:
            raise fail(f"There is no user {address}.") from None
    typer.echo(f"{address} signs in with the password alone now, and is told so by mail.")


def _address(email: str) -> str:
    """The address in the form in which accounts are found.

    Raises:
        SystemExit: it is none.
    """
    try:
        return TypeAdapter(Email).validate_python(email)
    except ValidationError:
        raise fail(f"{email!r} is not an email address.") from None


async def _reset(settings: Settings, email: str) -> None:
    async with runtime_for(settings) as runtime, transaction(runtime) as db:
        await reset_factors(db, Actor(), email)


async def _create(settings: Settings, email: str, password: str, names: tuple[str, str], role: Role) -> None:
    async with runtime_for(settings) as runtime, transaction(runtime) as db:
        await create_verified_user(db, Actor(), email=email, password=password, names=names, role=role)
