"""通报 as a structure of words, before anything is said of paper and fonts."""
