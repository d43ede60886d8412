"""What the demonstration shop sells."""
