"""Where groups sell: outlets that last, and fairs of some days."""
