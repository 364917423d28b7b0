"""The phone's own door: /api/field/, JSON alone, as docs/field-api.md says it."""
