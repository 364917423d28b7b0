"""ก4: the fund of a group: paying in, the month as it is read, closed and printed, its sheet, and the dividing of an income."""
