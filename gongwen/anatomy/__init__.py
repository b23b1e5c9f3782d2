"""Recognise what is what in a draft."""
