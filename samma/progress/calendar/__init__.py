"""The one calendar of a place: what is planned and what was held, by week, month and day, on paper and in other calendars."""
