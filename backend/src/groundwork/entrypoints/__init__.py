"""The composition roots: HTTP server, worker, command line and the one-machine supervisor."""
