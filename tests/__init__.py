"""The tests of gipgen."""
