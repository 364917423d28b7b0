"""What a group makes to sell, from its page to its sheet; below it what a piece costs, and its road into OTOP."""
