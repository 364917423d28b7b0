"""จอเวทีประชาคม: a meeting on a projector. Who came is ticked live, households and sages are chosen before everybody's eyes.

Nothing on it that is no business of the room: no phone numbers, no money.
"""
