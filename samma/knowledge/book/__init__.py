"""The yearly book of a province: what stands in it, and the making of it."""
