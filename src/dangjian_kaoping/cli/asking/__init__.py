"""From options to what they mean: rounds, branches, documents."""
