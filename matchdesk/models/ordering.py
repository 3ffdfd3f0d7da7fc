"""One order of texts, whatever database the event lies in."""

from __future__ import annotations

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class in_letter_order(FunctionElement[str]):  # noqa: N801 (used like a function of SQL)
    """A folded text (`name_key`) to order by: letter for letter, a blank before every letter.

    An event file does so by itself. A server orders as the language it was set up for does, so two
    desks, or the same event carried over, would list people differently.
    """

    name = "in_letter_order"
    inherit_cache = True


@compiles(in_letter_order)
def _by_itself(element: in_letter_order, compiler: SQLCompiler, **how: Any) -> str:
    return str(compiler.process(element.clauses, **how))


@compiles(in_letter_order, "postgresql")
def _on_a_server(element: in_letter_order, compiler: SQLCompiler, **how: Any) -> str:
    return f'{compiler.process(element.clauses, **how)} COLLATE "C"'
