"""The fuzzer: files changed at random, read by the way that `kaoping check` goes."""
