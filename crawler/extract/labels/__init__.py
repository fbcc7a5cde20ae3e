"""What words mean (标签释义): the dictionary of labels, and labels that it does not list."""
