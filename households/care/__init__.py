"""One trainer to four households: the board, even proposals, moves and swaps, and a seat left and filled again."""
