"""The monthly and quarterly report of an office: counted, shown, printed, sent on."""
