"""Papers out: a record in any of its forms, and the finished papers that are kept."""
