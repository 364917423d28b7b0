"""What one batch of a product costs: the sheet as it is written, and what it says of a piece."""
