"""What every row stands on: processes, database, people, load, and the report."""
