"""One TOML file a lesson."""
