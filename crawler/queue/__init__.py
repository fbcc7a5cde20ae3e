"""Where region jobs (地区任务) run: local processes on SQLite, or Procrastinate workers on PostgreSQL."""
