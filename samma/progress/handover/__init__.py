"""การส่งมอบงาน: everything that is open in a village or a district, so that the next officer can take over in a morning."""
