"""The road of a product into OTOP: the rounds, the packet that is handed in, and what is still missing in it."""
