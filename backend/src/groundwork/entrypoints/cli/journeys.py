"""The browser journeys: the real application, started as a person would start it, and a real browser."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from groundwork.entrypoints.cli.node import FRONTEND, node, node_environment, npm
from groundwork.entrypoints.up.banner import RUNNING
from groundwork.entrypoints.up.home import generated_password
from groundwork.entrypoints.up.logs import last_lines
from groundwork.entrypoints.up.terminal import say

_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
_MAC_CHROME = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_START_WITHIN = 180.0
_PROVIDER = FRONTEND / "e2e" / "support" / "identityProvider.mjs"
_PROVIDER_NAME = "Harbor"


def run_journeys(*arguments: str) -> str:
    """Start Groundwork with a data folder of its own, run Playwright on it, stop it. Returns what went wrong.

    ``arguments`` go to Playwright.
    """
    browser = find_browser() or install_browser()
    home = Path(tempfile.mkdtemp(prefix="groundwork-e2e-"))
    port, provider_port = free_port(), free_port()
    client = {"CLIENT_ID": "groundwork", "CLIENT_SECRET": generated_password()}
    environ = {
        **node_environment(),
        "PORT": str(port),
        "GROUNDWORK_HOME": str(home),
        "ADMIN_EMAIL": "admin@example.com",
        "ADMIN_PASSWORD": generated_password(),
        # One browser on one address signs in more often here than people do.
        **{f"RATE_LIMIT_{who}": "1000000/hour" for who in ("ANONYMOUS", "AUTHENTICATED")},
        "RATE_LIMIT_PREMIUM": "5000000/hour",
        "OIDC_ISSUER": f"http://127.0.0.1:{provider_port}",
        "OIDC_NAME": _PROVIDER_NAME,
        **{f"OIDC_{name}": value for name, value in client.items()},
    }
    for name in ("DATABASE_URL", "DB_HOST", "REDIS_URL", "REDIS_HOST", "APP_URL", "API_URL"):
        environ.pop(name, None)
    redirect = {"PORT": str(provider_port), "REDIRECT_URIS": f"http://localhost:{port}/auth/oidc/callback"}
    provider = subprocess.Popen(
        [node(), _PROVIDER],
        env={**node_environment(), **client, **redirect},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with (home / "up.log").open("wb") as log:
        application = subprocess.Popen(
            [sys.executable, "-m", "groundwork", "up"], env=environ, stdout=log, stderr=log, stdin=subprocess.DEVNULL
        )
    try:
        if not _running(application, home / "up.log"):
            return f"Groundwork did not start for the journeys:\n{last_lines(home / 'up.log', 40)}"
        journeys = subprocess.run(
            npm("run", "--silent", "e2e", *(["--", *arguments] if arguments else [])),
            cwd=FRONTEND,
            env={
                **environ,
                "E2E_BASE_URL": f"http://localhost:{port}",
                "E2E_OUTBOX": str(home / "outbox"),
                "E2E_ADMIN_EMAIL": environ["ADMIN_EMAIL"],
                "E2E_ADMIN_PASSWORD": environ["ADMIN_PASSWORD"],
                "E2E_PROVIDER": _PROVIDER_NAME,
                **({"CHROMIUM_PATH": browser} if browser else {}),
            },
            check=False,
        )
        if journeys.returncode != 0:
            return f"A journey failed. The end of the API's log:\n{last_lines(home / 'logs' / 'api.log')}"
        return ""
    finally:
        provider.terminate()
        application.send_signal(signal.SIGTERM)
        application.wait()
        provider.wait()
        shutil.rmtree(home, ignore_errors=True)


def _running(application: subprocess.Popen[bytes], log: Path) -> bool:
    """Wait until the whole block has been printed, so that data and administrator are there as well."""
    deadline = time.monotonic() + _START_WITHIN
    while application.poll() is None and time.monotonic() < deadline:
        if RUNNING in log.read_text():
            return True
        time.sleep(0.1)
    return False


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


def find_browser() -> str | None:
    """A Chromium or Chrome of this machine that runs: the one of ``CHROMIUM_PATH`` first."""
    candidates = [os.environ.get("CHROMIUM_PATH"), *map(shutil.which, _BROWSERS), _MAC_CHROME]
    for candidate in candidates:
        if candidate and Path(candidate).is_file():
            asked = subprocess.run([candidate, "--version"], capture_output=True, check=False)
            if asked.returncode == 0:
                return candidate
    return None


def install_browser() -> str | None:
    """Install Chromium: Debian's as root, else Playwright's own, which Playwright finds without a path."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("No Chromium or Chrome here: installing Debian's chromium (apt-get install chromium)")
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
            environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run(["apt-get", *command], env=environ, stdout=subprocess.DEVNULL, check=False)
        found = find_browser()
        if found:
            return found
    say("No Chromium or Chrome here: Playwright downloads its own (npx playwright install chromium)")
    install = npm("exec", "--", "playwright", "install", "chromium")
    subprocess.run(install, cwd=FRONTEND, env=node_environment(), check=False)
    return None
