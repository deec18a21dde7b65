"""Forms that came back, taken into the records: numbered, written as YAML, checked, and held against what is there."""
