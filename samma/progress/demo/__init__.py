"""The demo: invented people of two districts at four stages of the programme, for trying samma out.

Nothing here is about anybody. Village names are invented and stand under moo numbers beyond those in use.
"""
