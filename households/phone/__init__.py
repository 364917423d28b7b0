"""The trainer's phone: its page and files, the pages without them, and what it sends taken in once and whole."""
