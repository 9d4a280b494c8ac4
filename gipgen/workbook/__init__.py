"""A workbook to fill in, for those who will not edit text: `build` makes it, `layout` says where everything stands."""
