"""Documents: PDF from Typst templates that all share one house style.

A template is a ``.typ`` file of a domain. It reads ``json(bytes(sys.inputs.data))``, imports ``/house.typ`` and what
lies beside that, and can open nothing else. What comes as data stays text, whatever it looks like.
"""

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from groundwork.kernel.clock import now

_HOUSE = Path(__file__).parent / "templates" / "documents"
_one_at_a_time = ThreadPoolExecutor(1, "documents")


async def render_pdf(template: Path, data: Mapping[str, Any], *, made: datetime | None = None) -> bytes:
    """``template`` filled with ``data`` (whatever JSON can hold) as a PDF; some milliseconds a page, in a thread.

    ``made``: the date that stands in the file, else the present; with it, the same data give the same bytes.
    """
    content = orjson.dumps(data, default=str).decode()
    return await asyncio.get_running_loop().run_in_executor(
        _one_at_a_time, _compile, template, content, int((made or now()).timestamp())
    )


def _compile(template: Path, data: str, timestamp: int) -> bytes:
    import typst  # 20 MB of memory, which a process that writes no document need not have

    document: bytes = typst.compile(  # type: ignore[call-overload]  # its stub wants the root as bytes, too
        template.read_bytes(),
        root=_HOUSE,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": data},
        timestamp=timestamp,
    )
    return document
