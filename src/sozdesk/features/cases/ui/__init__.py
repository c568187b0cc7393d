"""Screens of the cases."""
