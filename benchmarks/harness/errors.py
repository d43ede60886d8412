"""The one error that ends a run with a message instead of a trace."""


class BenchmarkError(Exception):
    """The benchmark cannot be run, or a contender did not do the work; the message says why and what to do."""
