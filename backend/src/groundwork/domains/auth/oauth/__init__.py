"""Signing in with an account at another provider, and linking one to an account that is there.

An identity is what a provider calls the person (``sub``), never an address. What is known of HTTP and of the protocols
is in ``adapters/oidc``.
"""
