"""What a person sees when everything runs."""

import os
from collections.abc import Mapping
from pathlib import Path

from groundwork.entrypoints.up.terminal import bold, faint, green

RUNNING = "Groundwork is running"
"""The words by which a program that starts Groundwork can tell that everything is ready."""


def banner(home: Path, environ: Mapping[str, str], address: str | None, email: str, password: str) -> str:
    """The block with the addresses and the administrator's sign-in."""
    api = f"http://localhost:{environ['PORT']}"
    interface = address or api
    shown = faint("as set in ADMIN_PASSWORD") if environ.get("ADMIN_PASSWORD") else bold(password)
    files = faint(f"files in {shorten(home / 'outbox')}")
    kept = faint(f"kept in {shorten(home / 'credentials')}")
    rows = [
        ("Interface", bold(interface)),
        ("API", f"{api}/api/docs"),
        ("Health", f"{api}/api/health"),
        ("Outbox", f"{interface}/studio/mails  {files}"),
        ("Logs", shorten(home / "logs")),
        ("", ""),
        ("Administrator", bold(email)),
        ("Password", f"{shown}  {kept}"),
    ]
    lines = ["", f"  {green('●')} {bold(RUNNING)}", ""]
    lines += [f"    {faint(name.ljust(15))}{value}".rstrip() for name, value in rows]
    lines += ["", f"  {faint('Ctrl-C stops everything in order.')}", ""]
    return "\n".join(lines)


def shorten(path: Path) -> str:
    """The path from where the person stands when it is below, else the whole."""
    here = Path(os.environ.get("PWD", "/"))
    return str(path.relative_to(here)) if path.is_relative_to(here) and here != Path("/") else str(path)
