"""Invented districts, provinces and a whole country, the same for the same seed: for measuring and for trying out.

`places` says which villages, `village` makes the rows of one, `tables` knows how rows reach the database, `loading`
brings all of it in. Nobody in it lives: every name is put together from lists of syllables.
"""
