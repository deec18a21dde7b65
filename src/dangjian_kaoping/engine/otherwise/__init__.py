"""What else a round could have come to: had a fact been another, an area's weight, or the team that went."""
