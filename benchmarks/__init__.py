"""Benchmarks: each holds a figure against the figure of its limit, measured in the same run."""
