"""Files in and out, from whichever screen is in front."""
