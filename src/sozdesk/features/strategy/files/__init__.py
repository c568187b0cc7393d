"""Measures out and in: the template of a period, and tables that come back."""

from sozdesk.features.strategy.files.measure_table import measures_in, read_measures
from sozdesk.features.strategy.files.template import template_name, write_template

__all__ = ["measures_in", "read_measures", "template_name", "write_template"]
