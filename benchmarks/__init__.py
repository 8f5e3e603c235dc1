"""Quality and speed of Sayso and its rivals, side by side on the same texts."""
