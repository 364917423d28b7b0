"""The way of a record from draft to the public page, and what the reader of it is told."""
