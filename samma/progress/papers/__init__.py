"""The papers of a village: what stands on each is a file in forms/, where its values come from is a source here.

A new paper is a new file there, and a source when none of those knows its values.
"""
