"""Registers in and out as sheets: pages, imports on their way, what they wrote and how it is taken back."""
