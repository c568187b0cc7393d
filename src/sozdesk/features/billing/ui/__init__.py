"""Screens of the billing."""
