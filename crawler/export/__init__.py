"""Stored observations and findings leave the house: one writer a file."""
