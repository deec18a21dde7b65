"""What a round would be if something else were recorded: asked of the scorer itself, and of no second reckoning."""
