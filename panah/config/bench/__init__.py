"""Measured times. They live here and never in tests: machines differ, and tests count queries instead."""
