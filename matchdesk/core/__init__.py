"""What every floor may know: errors, changes, progress, words. Standard library only."""
