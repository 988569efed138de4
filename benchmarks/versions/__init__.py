"""Two versions of the package, measured against each other."""
