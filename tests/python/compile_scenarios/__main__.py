"""Runs one scenario: ``python -m compile_scenarios MODULE FUNCTION``."""

import importlib
import sys

module, function = sys.argv[1:]
getattr(importlib.import_module(f"compile_scenarios.{module}"), function)()
