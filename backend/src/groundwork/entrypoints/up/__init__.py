"""The one-machine supervisor: an embedded PostgreSQL, the API and the worker as children of one process.

Nothing here imports a third-party package, so that it starts at once. What API and worker are made of is given as a
function to call (`plan.load`) while PostgreSQL starts.
"""
