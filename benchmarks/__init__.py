"""Measured against published data: run as `python -m benchmarks.b2bsop` and `benchmarks.large`."""
