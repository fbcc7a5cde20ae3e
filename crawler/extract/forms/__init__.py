"""Form files (表格文件): what one is, whether it opens, its text and its answer places."""
