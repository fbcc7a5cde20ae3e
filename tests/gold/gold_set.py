"""The gold set (标准集), read once for all tests of a process, and the dictionary that it is read with."""

from __future__ import annotations

from pathlib import Path

from crawler import catalogue
from crawler.accuracy.gold import Kind
from crawler.accuracy.gold_files import read_gold
from crawler.extract.labels.dictionary import read_labels

GOLD = Path(__file__).parent
ENTRIES = read_gold(GOLD)
GUIDES = tuple(e for e in ENTRIES if e.kind is Kind.GUIDE)
LABELS = read_labels(catalogue.labels_text())
