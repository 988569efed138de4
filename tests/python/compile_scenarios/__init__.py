"""Programs that use `safe_torch_compile`, each run in a process of its own by test_compile_*.py."""
