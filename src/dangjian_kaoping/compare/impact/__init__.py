"""What another version would have made of the rounds that were held."""
