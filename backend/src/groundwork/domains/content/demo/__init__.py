"""What the people of the demonstration shop have written."""
