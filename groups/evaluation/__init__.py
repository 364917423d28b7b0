"""The yearly evaluation of a group beside the data of its year, and what was promised in it."""
