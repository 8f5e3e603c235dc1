"""Debates -> the models that code statements: what a text is about, and whether it is for or against that."""
