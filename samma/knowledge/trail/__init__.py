"""What is kept beside a record: its revisions, compared and restored, and the comments on its sections."""
