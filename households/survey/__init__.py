"""The demand survey: what a household wishes to learn, on a sheet or a page, and volunteers who join of it."""
