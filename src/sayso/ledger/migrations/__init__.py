"""How the schema came to be, step by step; run in process by ``migrate.py``."""
