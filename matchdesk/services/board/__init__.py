"""The live grid as the planner's rules see it; the ground of planning and of every move."""

from matchdesk.services.board.naming import Names
from matchdesk.services.board.reading import read_board
from matchdesk.services.board.snapshots import Snapshots, board_before
from matchdesk.services.board.standing import Beside, Board, Standing

__all__ = ["Beside", "Board", "Names", "Snapshots", "Standing", "board_before", "read_board"]
