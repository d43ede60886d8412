"""The product without its audit trail, to measure what that costs: nothing else is different."""

import sys
from typing import Any

from groundwork.domains.audit import service
from groundwork.entrypoints.cli.main import main


async def record(*_: Any, **__: Any) -> None:
    """Record nothing."""


service.record = record
main(sys.argv[1:])
