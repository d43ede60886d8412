"""API keys: access for programs. Calls ``auth``, ``accounts`` and ``audit``; recognizes keys."""

from groundwork.kernel.domain import Domain

domain = Domain("api_keys")
