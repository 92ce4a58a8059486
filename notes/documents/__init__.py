"""Documents: one module a format, all giving the same `Content`; scanning, metadata, catalogue."""
