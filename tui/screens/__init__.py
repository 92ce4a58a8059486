"""Screens: each wires widgets to the library."""
