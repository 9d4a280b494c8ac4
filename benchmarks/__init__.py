"""What gipgen costs beside the plain use of the same libraries, measured in one run."""
