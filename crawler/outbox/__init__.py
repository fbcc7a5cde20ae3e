"""The outbox (待发箱): bundles that the scoring engine pulls or is sent, once, and proves to have whole."""
