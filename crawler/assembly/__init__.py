"""From evidence to records (记录汇集): lists, guides with their forms, and what is missing of them."""
