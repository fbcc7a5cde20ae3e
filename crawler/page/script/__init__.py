"""Scripts of a page, read and never run (页面脚本): the addresses and words that they come down to."""
