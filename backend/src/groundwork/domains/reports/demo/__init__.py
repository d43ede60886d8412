"""The demonstration shop's half year."""
