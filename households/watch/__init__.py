"""What the officer should look at: doubtful visits, and two texts under one visit's id."""
