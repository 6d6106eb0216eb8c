"""The shipped tables: NAME.csv, and NAME.txt with its source and licence."""
