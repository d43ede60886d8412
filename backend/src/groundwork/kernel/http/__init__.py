"""HTTP: the edge that every request passes, envelopes, errors, routes, lists."""
