"""The live grid as the planner's rules see it; the ground of planning and of every move."""

from matchdesk.services.board.naming import Names
from matchdesk.services.board.reading import Board, Standing, read_board
from matchdesk.services.board.snapshots import Snapshots

__all__ = ["Board", "Names", "Snapshots", "Standing", "read_board"]
