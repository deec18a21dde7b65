"""The rooms of the second opinion, by subject; none imports anything of the package."""
