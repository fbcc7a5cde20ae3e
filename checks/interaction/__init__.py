"""Talking with citizens (互动交流): consultation, replies, ratings, assistant, accessibility."""
