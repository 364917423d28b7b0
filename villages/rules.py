"""What is odd about a village or a meeting, so that it is asked about at every door."""

DOUBTFUL_MOO = 40  # the largest tambon of the country has 35 villages
DOUBTFUL_PEOPLE = 500
