"""What the program writes: where, never over what it did not make, all or none."""
