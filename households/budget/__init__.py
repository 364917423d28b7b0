"""The money and material of a village: planned, paid, put in, handed out, and set against each other."""
