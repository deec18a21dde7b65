"""集团: what many units' rounds come to together."""
