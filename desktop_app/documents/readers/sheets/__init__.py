"""Excel workbooks of every age, cells as people see them."""
