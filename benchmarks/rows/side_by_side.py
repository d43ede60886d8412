"""The same request put to every contender, in turns, so that a drifting machine drifts for all of them alike."""

import statistics
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from typing import NamedTuple

from harness import load, processes
from harness.bench import Bench, Served
from harness.results import Chart, Reach, Result, thousands, times

WARM_UP_SECONDS = 2
PRODUCT = "groundwork"


class Turn(NamedTuple):
    """One measurement of one contender."""

    rate: float
    cpu_us: float
    p50_ms: float
    p99_ms: float
    disturbance: float
    """The share of the server's core that went to something else, from 0 to 1."""


class Target(NamedTuple):
    """A ratio to reach against one rival: at least so many times its rate, or at most so many times its CPU.

    Against nobody (`rival` is empty), it is so many requests a second.
    """

    rival: str
    measure: str
    factor: float


@dataclass(frozen=True)
class Work:
    """A request and what is expected of it.

    `check(served, token)` raises `BenchmarkError` unless the contender really does the work. `contenders` take part
    in this order, the product among them. With `bodies`, one of them by chance is posted. Without `signed_in` it comes
    from a guest.
    """

    name: str
    title: str
    path: str
    check: Callable[[Served, str | None], None]
    contenders: tuple[str, ...]
    targets: tuple[Target, ...]
    notes: tuple[str, ...] = ()
    bodies: tuple[object, ...] = ()
    signed_in: bool = True


def measure(bench: Bench, work: Work) -> Result:
    """Start everyone, check everyone's answers, then measure in turns: A B C, A B C, …

    What writes is measured with nobody else up, since the product hears of each change from the database.
    """
    turns: dict[str, list[Turn]] = {name: [] for name in work.contenders}
    memory: dict[str, int] = {}
    with ExitStack() as stack:
        everyone = {} if work.bodies else {name: stack.enter_context(ready(bench, work, name)) for name in turns}
        for _ in range(bench.rounds):
            for name in work.contenders:
                with nullcontext(everyone[name]) if everyone else ready(bench, work, name) as (served, token):
                    turns[name].append(take_turn(bench, served, work, token))
                    family = processes.family(served.process.pid)
                    memory[name] = sum(processes.pss_bytes(process) for process in family)
    return report(work, turns, memory, {name: bench.contenders[name].title for name in work.contenders})


@contextmanager
def ready(bench: Bench, work: Work, name: str) -> Iterator[tuple[Served, str | None]]:
    """Yield a contender that is up, checked and warm, with the token of its reader."""
    with bench.serving(name) as served:
        token = bench.sign_in(served) if work.signed_in else None
        work.check(served, token)
        load.put_load(f"{served.url}{work.path}", token, WARM_UP_SECONDS, bodies=work.bodies)
        yield served, token


def take_turn(bench: Bench, served: Served, work: Work, token: str | None) -> Turn:
    """Load one contender for the length of a measurement."""
    with processes.watching(served.process.pid, bench.server_core) as watch:
        seen = load.put_load(f"{served.url}{work.path}", token, bench.seconds, bodies=work.bodies)
    return Turn(
        rate=seen.rate,
        cpu_us=watch.used / seen.requests * 1e6,
        p50_ms=seen.p50,
        p99_ms=seen.p99,
        disturbance=watch.disturbance,
    )


def report(work: Work, turns: dict[str, list[Turn]], memory: dict[str, int], titles: dict[str, str]) -> Result:
    """Sum the turns up: medians of the figures, and medians of the ratios taken round by round."""
    lines, figures = [], {}
    for name in work.contenders:
        middle = Turn(*(statistics.median(values) for values in zip(*turns[name], strict=True)))
        rate_ratio = ratio(turns, PRODUCT, name, "rate")
        cpu_ratio = ratio(turns, PRODUCT, name, "cpu_us")
        figures[name] = {
            "title": titles[name],
            **middle._asdict(),
            "memory_mb": memory[name] / 1e6,
            "product_rate_ratio": rate_ratio,
            "product_cpu_ratio": cpu_ratio,
            "turns": [turn._asdict() for turn in turns[name]],
        }
        lines.append(
            (
                titles[name],
                thousands(middle.rate),
                thousands(middle.cpu_us),
                f"{middle.p50_ms:.2f}",
                f"{middle.p99_ms:.2f}",
                thousands(memory[name] / 1e6),
                "" if name == PRODUCT else times(rate_ratio),
                "" if name == PRODUCT else times(cpu_ratio),
            )
        )
    return Result(
        name=work.name,
        title=work.title,
        chart=Chart.CONTENDERS,
        header=(
            "contender",
            "requests/s",
            "CPU µs/request",
            "p50 ms",
            "p99 ms",
            "memory MB",
            "Groundwork's rate",
            "Groundwork's CPU",
        ),
        lines=lines,
        reaches=[judged(target, turns, titles) for target in work.targets],
        figures=figures,
        notes=list(work.notes),
        disturbance=statistics.median(turn.disturbance for of_one in turns.values() for turn in of_one),
    )


def judged(target: Target, turns: dict[str, list[Turn]], titles: dict[str, str]) -> Reach:
    """Hold the product's ratio, or its rate, against a target."""
    if not target.rival:
        rate = statistics.median(turn.rate for turn in turns[PRODUCT])
        return Reach(f"≥ {target.factor:g} requests/s", f"{thousands(rate)}/s", rate >= target.factor)
    value = ratio(turns, PRODUCT, target.rival, target.measure)
    rival = titles[target.rival]
    if target.measure == "rate":
        return Reach(f"≥ {target.factor:g} × the requests/s of {rival}", times(value), value >= target.factor)
    return Reach(f"≤ {target.factor:g} × the CPU of {rival}", times(value), value <= target.factor)


def ratio(turns: dict[str, list[Turn]], name: str, rival: str, measure_name: str) -> float:
    """Return the median over the rounds of `name`'s figure divided by `rival`'s in the same round."""
    ratios: list[float] = [
        getattr(mine, measure_name) / getattr(theirs, measure_name)
        for mine, theirs in zip(turns[name], turns[rival], strict=True)
    ]
    return statistics.median(ratios)
