"""The board: every village of a district, every district of a province or every province, side by side with its targets."""
