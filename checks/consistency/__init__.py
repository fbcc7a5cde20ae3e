"""The same item as published elsewhere or earlier (一致性)."""
