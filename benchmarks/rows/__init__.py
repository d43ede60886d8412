"""The rows of the benchmark, one module each: `run(bench)` does the work and returns its `Result`.

To add one, write its module, name it here, and give every baseline the endpoint it asks for.
"""

from collections.abc import Callable

from harness.bench import Bench
from harness.results import Result
from rows import audit, cached_list, create, depth, listing, me, memory, order, search, sign_in_storm, start_up

ROWS: dict[str, Callable[[Bench], Result]] = {
    "me": me.run,
    "list": listing.run,
    "cached-list": cached_list.run,
    "depth": depth.run,
    "search": search.run,
    "create": create.run,
    "order": order.run,
    "audit": audit.run,
    "sign-in-storm": sign_in_storm.run,
    "memory": memory.run,
    "start-up": start_up.run,
}
