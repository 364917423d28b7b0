"""What groups sold, by product, channel and month; every sum is read from its rows."""
