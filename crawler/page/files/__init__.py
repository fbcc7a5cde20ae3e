"""Files offered on a page or in an answer (附件): by links, buttons, columns, identifiers, or as their own content."""
