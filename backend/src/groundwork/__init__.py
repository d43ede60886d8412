"""Groundwork: the application a web product starts from."""

__version__ = "0.1.0"
