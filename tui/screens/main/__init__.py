"""The screen of the library, part by part; `screen` puts the parts together."""
