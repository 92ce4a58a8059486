"""Commonplace in the terminal: screens and widgets over the core in `notes`."""
