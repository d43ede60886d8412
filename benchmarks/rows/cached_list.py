"""`GET /products` as a shop's visitors ask for it, again and again, without a session."""

from functools import partial

from harness import catalog
from harness.bench import Bench
from harness.results import Result, thousands
from rows import listing
from rows.side_by_side import Target, Work, measure


def run(bench: Bench) -> Result:
    """Measure guests who all look at the same page."""
    catalog.fill(bench, listing.PRODUCTS)
    return measure(
        bench,
        Work(
            name="cached-list",
            title=f"The same list for guests, {thousands(listing.MATCHING)} matching",
            path=listing.PATH,
            check=partial(listing.check, listing.expected_items(bench)),
            contenders=("groundwork", "express", "conventional"),
            targets=(Target("express", "rate", 8.0),),
            notes=(
                "Groundwork holds the answer until a product, a category or a picture changes, on every node; limits, "
                "headers, logs and metrics are on. The others read and count each time, without looking for a session.",
            ),
            signed_in=False,
        ),
    )
