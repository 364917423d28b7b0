"""The register of a year's target households: typed as one sheet, read from a file, each enrolled once."""
