"""Other programs that make Word files, each started as it wants to be."""
