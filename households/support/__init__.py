"""What is brought to a team: who came, from where, with what."""
