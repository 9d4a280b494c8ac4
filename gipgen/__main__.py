"""`python -m gipgen`."""

from gipgen.cli import main

if __name__ == "__main__":
    main()
