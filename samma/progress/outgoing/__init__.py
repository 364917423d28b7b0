"""Lists as they stand on the screen, and registers as the department prints them: what leaves the product as a file."""
