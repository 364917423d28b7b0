"""The village course: who came on which day, and who is not trained yet."""
