"""Recipes that train what lies in `analysis/models`, one command each."""
