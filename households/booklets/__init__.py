"""Booklets for trainers who write by pen: printed with numbered pages, keyed back once, voided when lost."""
