"""Documents of Word and WPS as they would be printed once all changes in them are accepted (ISO/IEC 29500-1, 17)."""
