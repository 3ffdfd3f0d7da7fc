"""What every record shares: a key made at the desk, a version counter, portable columns."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from os import urandom
from typing import Any, TypeVar

from sqlalchemy import JSON, DateTime, Dialect, Enum, Integer, MetaData, String, Table, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.orm.attributes import manager_of_class
from sqlalchemy.types import TypeDecorator

Word = TypeVar("Word", bound=StrEnum)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def new_key() -> str:
    """A key nobody else makes, in the form stored and journaled (36 characters).

    A random UUID (RFC 9562, version 4), put together here: an import makes tens of thousands, and
    `uuid4` takes ten times as long.
    """
    digits = f"{int.from_bytes(urandom(16)) & _RANDOM | _VERSION_4:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


_VERSION_4 = 0x4000_8000_0000_0000_0000
_RANDOM = (1 << 128) - 1 & ~0xF000_C000_0000_0000_0000


class Moment(TypeDecorator[datetime]):
    """A point in time: UTC with its zone in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        """What the journal turns its text back into."""
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; a time without a zone is a mistake of the caller's."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """SQLite forgets the zone: what it kept is UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class _Key(Uuid[str]):
    """Where the database keeps 32 digits, the key is put together without checking them again.

    This program alone writes them, and reading a grid takes tens of thousands.
    """

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """The 36 characters of `new_key`."""
        if dialect.supports_native_uuid:
            return super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call]  # SQLAlchemy's

        def read(digits: str | None) -> str | None:
            if digits is None:
                return None
            d = digits
            return f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:]}"

        return read


Key = _Key(as_uuid=False)
"""Column type of keys and references: text in Python, the database's own type where it has one."""


def words(kind: type[Word]) -> Enum:
    """Column type for a word of `core.vocabulary`: stored by value, so that files stay readable."""
    return Enum(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        length=40,
        create_constraint=False,
    )


class Base(DeclarativeBase):
    """Root of all mapped classes."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it off the class
        str: String(),
        datetime: Moment(),
        list[str]: JSON(),
        dict[str, Any]: JSON(),
    }


class Record(Base):
    """A journaled record: every change of it is captured with its values before and after."""

    __abstract__ = True

    id: Mapped[str] = mapped_column(Key, primary_key=True, default=new_key)
    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy passes the class
        """The version counter turns a lost update into a conflict."""
        return {"version_id_col": cls.__table__.c.version}


Made = TypeVar("Made", bound=Record)


def fresh(kind: type[Made], /, **values: Any) -> Made:
    """A new record with these values (its key among them), as `kind(**values)` is, in a third.

    For imports, which make tens of thousands: nothing is asked about each value, so a name that
    is no column would be taken silently.
    """
    record = manager_of_class(kind).new_instance()
    record.__dict__.update(values)
    made: Made = record
    return made


@event.listens_for(Base, "attribute_instrument", propagate=True)
def _keep_old_values(cls: type[Base], key: str, attribute: Any) -> None:
    """Always load the old value before it is overwritten: the journal needs it."""
    if hasattr(attribute.impl, "active_history"):
        attribute.impl.active_history = True
        attribute.impl.dispatch._active_history = True


def order_by_references() -> None:
    """Tell the unit of work which record refers to which, so that it writes referents first.

    It orders by relations, not by foreign keys; nothing ever loads through these (`lazy="raise"`).
    Call once, when every class is mapped.
    """
    classes = {
        mapper.local_table.name: mapper.class_
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table)
    }
    for mapper in tuple(Base.registry.mappers):
        for column in mapper.columns:
            for reference in column.foreign_keys:
                target = classes[reference.target_fullname.split(".")[0]]
                name = f"_{column.key}_target"
                mapper.add_property(name, relationship(target, foreign_keys=[column], lazy="raise"))
