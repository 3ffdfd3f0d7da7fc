"""MatchDesk: the desktop application that runs a matchmaking event on site."""

__version__ = "0.1.0"
