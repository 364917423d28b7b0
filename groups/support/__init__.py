"""What others do for a group: help by kind and agency, training of its committee, and what makes its goods known."""
