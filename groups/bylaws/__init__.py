"""ก3: the rules of a group: written article by article, adopted, compared and printed."""
