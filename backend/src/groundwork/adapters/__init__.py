"""The only importers of third-party service SDKs. They know no domain."""
