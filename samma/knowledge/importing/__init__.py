"""Old texts in: files read, repairs chosen, old and new laid side by side, stored as drafts."""
