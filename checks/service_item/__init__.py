"""The service item itself (政务服务事项)."""
