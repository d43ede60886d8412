"""One folder for each part of the business; imports go down the order that ARCHITECTURE.md draws."""
