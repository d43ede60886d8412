"""Full-text search over a million products: many different searches, each made once."""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

import psycopg

from harness import catalog, http, people, processes
from harness.bench import API, Bench
from harness.errors import BenchmarkError
from harness.results import Chart, Reach, Result, Times, summed_up, thousands

PRODUCTS = 1_000_000
OF_EACH_KIND = 120
WARM_UP_OF_EACH_KIND = 40
REACH_P99_MS = 50.0
LIST, EVERYTHING = "the list", "everything"
MISSPELLED = "a misspelled word"
FILTERED = "a word with filters"
SAMPLE = 4000
TEXTS = """
    SELECT lower(name || ' ' || replace(description, '.', '')) FROM products
    WHERE lower(sku) = ANY(%s) AND active ORDER BY id"""

Get = Callable[[str], http.Answer]


class Question(NamedTuple):
    """What is looked for: its kind, the text, and what else is asked of the products."""

    kind: str
    text: str
    filters: dict[str, str]


class Asker:
    """Makes questions of the words of products taken by chance, so that common words are asked for more often.

    No two questions of one asker are alike.
    """

    def __init__(self, texts: list[str], chance: random.Random) -> None:
        self.texts = texts
        self.chance = chance
        self.asked: set[tuple[str, ...]] = set()
        self.known = {word for text in texts for word in text.split()}

    def questions(self, of_each_kind: int, *, filtered: bool) -> list[Question]:
        """So many of each kind, in no order; with or without those that ask for more than a text."""
        made: list[Question] = []
        for kind, make in KINDS.items():
            if kind == FILTERED and not filtered:
                continue
            while sum(question.kind == kind for question in made) < of_each_kind:
                question = make(self, kind)
                if (key := (question.text, *question.filters.values())) not in self.asked:
                    self.asked.add(key)
                    made.append(question)
        self.chance.shuffle(made)
        return made

    def word(self, shortest: int = 3) -> str:
        """One word, by how often it is written."""
        while True:
            word = self.chance.choice(self.chance.choice(self.texts).split())
            if len(word) >= shortest:
                return word

    def one(self, kind: str) -> Question:
        """A word."""
        return Question(kind, self.word(), {})

    def two(self, kind: str) -> Question:
        """Two words of one product."""
        return Question(kind, " ".join(self.chance.sample(self.chance.choice(self.texts).split(), 2)), {})

    def unfinished(self, kind: str) -> Question:
        """A word's beginning."""
        word = self.word(shortest=6)
        return Question(kind, word[: self.chance.randrange(3, len(word))], {})

    def misspelled(self, kind: str) -> Question:
        """A word with two of its inner letters in the wrong order."""
        while True:
            word = self.word(shortest=6)
            place = self.chance.randrange(1, len(word) - 2)
            wrong = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            if not any(known.startswith(wrong) for known in self.known):
                return Question(kind, wrong, {})

    def filtered(self, kind: str) -> Question:
        """A word, among what is in stock and costs so much."""
        low = self.chance.randrange(1, 1000)
        prices = {"priceMin": str(low), "priceMax": str(low * 4)}
        return Question(kind, self.word(), {"filter[inStock]": "true", **prices})


KINDS: dict[str, Callable[[Asker, str], Question]] = {
    "one word": Asker.one,
    "two words": Asker.two,
    "an unfinished word": Asker.unfinished,
    MISSPELLED: Asker.misspelled,
    FILTERED: Asker.filtered,
}


def run(bench: Bench) -> Result:
    """Search the products, then everything, as a manager, who sees the most and for whom no answer is held."""
    catalog.fill(bench, PRODUCTS)
    asker = Asker(texts_by_chance(bench), random.Random(58))  # noqa: S311 — the same questions in every run
    product = bench.contenders["groundwork"]
    with (
        people.acting_as(bench.database_url, "manager", people.reader(product)),
        bench.serving("groundwork") as served,
        http.conversation(served.url, bench.sign_in(served)) as get,
    ):
        ask_all(get, in_list, asker.questions(WARM_UP_OF_EACH_KIND, filtered=True))
        ask_all(get, in_everything, asker.questions(WARM_UP_OF_EACH_KIND, filtered=False))
        with processes.watching(served.process.pid, bench.server_core) as watch:
            listed, listed_found = ask_all(get, in_list, asker.questions(OF_EACH_KIND, filtered=True))
            searched, searched_found = ask_all(get, in_everything, asker.questions(OF_EACH_KIND, filtered=False))
    return report(
        {LIST: listed, EVERYTHING: searched},
        {LIST: listed_found, EVERYTHING: searched_found},
        watch.disturbance,
    )


def texts_by_chance(bench: Bench) -> list[str]:
    """The words of some thousand products for sale all over the table."""
    chance = random.Random(21)  # noqa: S311 — the same products in every run
    skus = [f"b-{number:08d}" for number in chance.sample(range(PRODUCTS), SAMPLE)]
    with psycopg.connect(bench.database_url) as connection:
        rows = connection.execute(TEXTS, [skus]).fetchall()
    return [row[0] for row in rows]


def in_list(question: Question) -> str:
    """The request for the first page of the products."""
    return f"{API}/products?{urlencode({'search': question.text, 'sort': 'relevance', **question.filters})}"


def in_everything(question: Question) -> str:
    """The request for the best of everything."""
    return f"{API}/search?{urlencode({'q': question.text})}"


def ask_all(
    get: Get, target: Callable[[Question], str], questions: list[Question]
) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Ask one after the other: milliseconds by kind of question, and how many found something.

    Raises:
        BenchmarkError: an answer is none, or words that are there were not found.
    """
    taken: dict[str, list[float]] = defaultdict(list)
    found: dict[str, int] = defaultdict(int)
    for question in questions:
        start = time.perf_counter()
        status, body = get(target(question))
        taken[question.kind].append((time.perf_counter() - start) * 1000)
        if status != 200 or ("pagination" in body and bool(body["pagination"]["total"]) is not bool(body["data"])):
            raise BenchmarkError(f"{target(question)} answers {status} {body}")
        found[question.kind] += bool(body["data"])
        if not body["data"] and not question.filters and question.kind != MISSPELLED:
            raise BenchmarkError(f"{target(question)} finds nothing")
    return {kind: taken[kind] for kind in KINDS if kind in taken}, dict(found)


def report(taken: dict[str, dict[str, list[float]]], found: dict[str, dict[str, int]], disturbance: float) -> Result:
    """Sum up by kind of question and over all."""
    pages: dict[str, Times] = {}
    overall: dict[str, Times] = {}
    for path, by_kind in taken.items():
        overall[path] = summed_up([spent for of_kind in by_kind.values() for spent in of_kind])
        pages |= {f"{path}, {kind}": summed_up(of_kind) for kind, of_kind in by_kind.items()}
        pages[f"{path}, all of them"] = overall[path]
    misspelled = " and ".join(f"{found[path].get(MISSPELLED, 0)} in {path}" for path in taken)
    figures: dict[str, Any] = {
        "pages": {name: times._asdict() for name, times in pages.items()},
        "reach": REACH_P99_MS,
        "found": found,
    }
    return Result(
        name="search",
        title=f"Search over {thousands(PRODUCTS)} products",
        chart=Chart.PAGES,
        header=("what", "p50 ms", "p99 ms"),
        lines=[(name, f"{times.p50:.1f}", f"{times.p99:.1f}") for name, times in pages.items()],
        reaches=[
            Reach(f"{path}, p99 ≤ {REACH_P99_MS:g} ms", f"{times.p99:.1f} ms", times.p99 <= REACH_P99_MS)
            for path, times in overall.items()
        ],
        figures=figures,
        notes=[
            f"{OF_EACH_KIND} searches of each kind, one after the other, no two alike; the database was "
            "warmed by others. The list, `GET /products?search=…`, answers with 20 whole products by relevance and the "
            "exact total; everything, `GET /search?q=…`, with ten hits and what matched in them. Filters are two "
            "prices and being in stock. The asker is a manager, for whom no answer is held.",
            f"Products have sixteen words of a vocabulary of {thousands(catalog.VOCABULARY)}, as frequent as in a "
            f"natural language without its {catalog.STOP_WORDS} commonest; searches take theirs from products chosen "
            f"by chance, so that the commoner is asked for more often. Of {OF_EACH_KIND} misspelled words, "
            f"{misspelled} found something.",
        ],
        disturbance=disturbance,
    )
