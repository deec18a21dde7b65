"""From files to a Workspace. Never raises for a user's fault: what is wrong becomes a diagnostic."""
