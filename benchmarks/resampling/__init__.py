"""What benchmarks/resample.py is made of."""
