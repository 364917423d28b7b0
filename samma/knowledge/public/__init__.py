"""The public site of published records: to read and to find, who knows a trade, and where it is learnt."""
