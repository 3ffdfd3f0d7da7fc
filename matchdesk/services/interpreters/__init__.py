"""Interpreters: who works where and when, which meetings lack one, and assigning them by hand."""

from matchdesk.services.interpreters.assigning import (
    HANDLERS,
    AssignInterpreter,
    FillInterpreters,
    Interpreted,
)
from matchdesk.services.interpreters.queries import InterpreterQueries
from matchdesk.services.interpreters.views import (
    Candidate,
    InterpretedMeeting,
    InterpreterDay,
    InterpreterPlan,
    InterpreterSlot,
    Work,
)

__all__ = [
    "HANDLERS",
    "AssignInterpreter",
    "Candidate",
    "FillInterpreters",
    "Interpreted",
    "InterpretedMeeting",
    "InterpreterDay",
    "InterpreterPlan",
    "InterpreterQueries",
    "InterpreterSlot",
    "Work",
]
