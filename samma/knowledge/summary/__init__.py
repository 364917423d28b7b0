"""How far the records of a year are, place by place, on one page."""
