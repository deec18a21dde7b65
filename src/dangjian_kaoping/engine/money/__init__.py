"""兑现: from published figures to money, to the fen."""
