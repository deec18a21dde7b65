"""What changes from one version to another, and in which direction."""
