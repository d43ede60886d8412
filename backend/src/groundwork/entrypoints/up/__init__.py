"""The one-machine supervisor: an embedded PostgreSQL, the API and the worker as children of one small process.

Nothing here imports a third-party package, so that the supervisor starts at once and stays small while it idles.
"""
