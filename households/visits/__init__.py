"""A visit: written once from page, stack or phone, read by the office, judged quietly, and what was asked for in it."""
