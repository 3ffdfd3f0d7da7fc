"""Some registered through a ticket shop: order positions in the style of a pretix export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random

from matchdesk.demonstration import table_file
from matchdesk.demonstration.event import DemonstrationFile
from matchdesk.demonstration.people import PeopleMaker, Person
from matchdesk.demonstration.registration import profile, sessions_attended

NAME = "participants_pretix.csv"
_BEFORE = (
    "Event slug;Event name;Order code;Position ID;Status;Email;Phone number;Order date;Order time;"
    "Product;Product ID;Variation;Variation ID;Price;Tax rate;Tax rule;Tax value;Attendee name;"
    "Attendee name: Given name;Attendee name: Family name;Attendee email;Attendee company;Address;"
    "ZIP code;City;Country;State;Voucher;Voucher budget usage;Voucher tag;Pseudonymization ID;"
    "Ticket secret;Seat ID;Seat name;Seat zone;Seat row;Seat number;Blocked;Valid from;Valid until;"
    "Order comment;Follow-up date;Add-on to position ID"
)
_QUESTIONS = (
    "Name in own script;Job title;Organisation type;Delegation;Role;Languages;Sectors;"
    "Target countries;Offers;Needs;SMEs represented;Partnership;Sessions"
)
_AFTER = (
    "Invoice address company;Invoice address name;Invoice address name: Given name;"
    "Invoice address name: Family name;Invoice address street;Invoice address ZIP code;"
    "Invoice address city;Invoice address country;Invoice address state;VAT ID;Sales channel;"
    "Order locale;Email address verified;External customer ID;Check-in lists;Payment providers;"
    "Position order link"
)
HEADER = tuple(f"{_BEFORE};{_QUESTIONS};{_AFTER}".split(";"))
_CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ3789"
_SLUG = "matchmaking-days"

_Row = dict[str, str]


def write(
    folder: Path,
    rng: Random,
    makers: PeopleMaker,
    people: list[Person],
    repeated: list[Person],
    sessions: tuple[str, ...],
    first_day: date,
) -> DemonstrationFile:
    """Write `people`, those `repeated` from another file, cancelled orders and one add-on.

    The cancelled are people of their own whom nobody asks for. What is repeated differs in its
    telephone number and in the spelling of the address.
    """
    shop = _Shop(rng, first_day, sessions)
    cancelled = [makers.make(p.organisation) for p in people[: max(3, len(people) // 20)]]
    again = [
        replace(p, email=p.email.title(), phone=makers.phone(p.organisation.country))
        for p in repeated
    ]
    rows = [shop.order(p) for p in chain(people, again)]
    rows += [shop.order(p) | {"Status": "canceled"} for p in cancelled]
    rng.shuffle(rows)
    sold = next(index for index, row in enumerate(rows) if row["Status"] == "paid")
    rows.insert(sold + 1, _add_on(rows[sold]))
    table = [[row.get(column, "") for column in HEADER] for row in rows]
    table_file.write(folder / NAME, HEADER, table, separator=";")
    return DemonstrationFile(
        folder / NAME,
        "participants",
        read=len(rows),
        left_out=len(cancelled) + 1,
        repeated=len(again),
    )


def _add_on(position: _Row) -> _Row:
    """A workshop booked with a ticket: a row of its own that names the same person."""
    return position | {
        "Position ID": "2",
        "Product": "Workshop (add-on)",
        "Product ID": "5",
        "Price": "50.00",
        "Add-on to position ID": "1",
    }


class _Shop:
    """Turns people into orders of one ticket each."""

    def __init__(self, rng: Random, first_day: date, sessions: tuple[str, ...]) -> None:
        self._rng = rng
        self._first_day = first_day
        self._sessions = sessions

    def order(self, person: Person) -> _Row:
        """The position of `person`'s own ticket, paid."""
        rng, organisation = self._rng, person.organisation
        code = "".join(rng.choices(_CODE_LETTERS, k=5))
        ordered = self._first_day - timedelta(days=rng.randint(10, 90))
        row = dict(self._ticket())
        row |= profile(person)
        row |= {
            "Order code": code,
            "Order date": ordered.isoformat(),
            "Order time": f"{rng.randint(7, 21):02}:{rng.randint(0, 59):02}:00",
            "Email": person.email,
            "Phone number": f"'{person.phone.replace(' ', '')}",
            "Attendee name": f"{person.given} {person.family}",
            "Attendee name: Given name": person.given,
            "Attendee name: Family name": person.family,
            "Attendee email": person.email,
            "Attendee company": organisation.name,
            "City": organisation.city,
            "Country": organisation.country.code,
            "Sessions": sessions_attended(person, self._sessions),
            "Position order link": f"https://tickets.example/{_SLUG}/{code}/1/",
        }
        if rng.random() < 0.3:
            row |= self._invoice(person)
        return row

    def _ticket(self) -> Iterator[tuple[str, str]]:
        letters = _CODE_LETTERS
        yield "Event slug", _SLUG
        yield "Event name", 'Matchmaking Days; "C2C and B2B"'
        yield "Position ID", "1"
        yield "Status", "paid"
        yield "Product", "Participant; both days"
        yield "Product ID", "3"
        yield "Price", "120.00"
        yield "Tax rate", "23"
        yield "Tax rule", "incl. 23% VAT"
        yield "Tax value", "22.44"
        yield "Pseudonymization ID", "".join(self._rng.choices(letters, k=10))
        yield "Ticket secret", "".join(self._rng.choices(letters.lower(), k=32))
        yield "Sales channel", "Online shop"
        yield "Order locale", "en"
        yield "Email address verified", "No"
        yield "Payment providers", "Manual payment"

    def _invoice(self, person: Person) -> _Row:
        """The bill goes to somebody else: the attendee's own block must win."""
        organisation = person.organisation
        return {
            "Order comment": "bill by post;\nsee invoice address",
            "Invoice address company": "Central Accounting Services (invoices only)",
            "Invoice address name": "Accounts Payable",
            "Invoice address name: Given name": "Accounts",
            "Invoice address name: Family name": "Payable",
            "Invoice address street": f"Market Street {self._rng.randint(1, 99)}",
            "Invoice address city": organisation.city,
            "Invoice address country": organisation.country.code,
        }
