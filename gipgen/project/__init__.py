"""A project: its configuration, its data files, and what is made of them."""
