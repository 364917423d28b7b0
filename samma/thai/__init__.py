"""Thai at the edges: digits, dates in พ.ศ., text that compares equal, dictionary order, money in words.

Inside the application dates are dates and numbers are numbers; these pure functions read what people type
and write what people read. Everything is imported from here: `from samma.thai import thai_date`.
"""

from samma.thai.calendar import (
    BANGKOK,
    MONTHS,
    MONTHS_SHORT,
    WEEKDAYS,
    WEEKDAYS_SHORT,
    ad_year,
    be_year,
    fiscal_quarter,
    fiscal_range,
    fiscal_year,
    thai_date,
    thai_date_short,
    thai_datetime,
    thai_days,
    thai_weekday,
)
from samma.thai.dates import ThaiDateError, read_date
from samma.thai.digits import arabic_digits, thai_digits
from samma.thai.months import read_month, thai_month, thai_month_short
from samma.thai.numbers import (
    ThaiNumberError,
    baht_text,
    money,
    number,
    quantity,
    rai,
    read_int,
    read_money,
    read_moo,
    read_quantity,
    read_rai,
    telephone,
)
from samma.thai.sorting import sort_key
from samma.thai.text import fold_spaces, normalise, search_fold
from samma.thai.times import ThaiTimeError, read_time, thai_time

__all__ = [
    "BANGKOK",
    "MONTHS",
    "MONTHS_SHORT",
    "WEEKDAYS",
    "WEEKDAYS_SHORT",
    "ThaiDateError",
    "ThaiNumberError",
    "ThaiTimeError",
    "ad_year",
    "arabic_digits",
    "baht_text",
    "be_year",
    "fiscal_quarter",
    "fiscal_range",
    "fiscal_year",
    "fold_spaces",
    "money",
    "normalise",
    "number",
    "quantity",
    "rai",
    "read_date",
    "read_int",
    "read_money",
    "read_month",
    "read_moo",
    "read_quantity",
    "read_rai",
    "read_time",
    "search_fold",
    "sort_key",
    "telephone",
    "thai_date",
    "thai_date_short",
    "thai_datetime",
    "thai_days",
    "thai_digits",
    "thai_month",
    "thai_month_short",
    "thai_time",
    "thai_weekday",
]
