"""Notes such as people write, in any number, to measure speed on; make_vault.py writes them."""
