"""Results (审批结果)."""
