"""``python -m groundwork``: the command line."""

from groundwork.entrypoints.cli.main import main

main()
