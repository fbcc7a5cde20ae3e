"""Guides in answers (JSON 办事指南): what keys, values and the shape of an answer say."""
