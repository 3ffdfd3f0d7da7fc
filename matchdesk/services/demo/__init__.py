"""The demonstration: a whole event day, from registration files to the funder's figures."""

from matchdesk.services.demo.day import DemoResult, run_day

__all__ = ["DemoResult", "run_day"]
