"""The sample canton: invented, deterministic, and marked as invented wherever it appears."""
