"""Who could form a group: one village's trained households, whole areas of them, and the forming of it."""
