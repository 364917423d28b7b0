"""Who has to be visited: late households trainer by trainer, and the reminders of a week."""
