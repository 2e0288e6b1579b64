"""Deadlines as a calendar file (RFC 5545) for Outlook, Google Calendar and phones: one all-day event for each row on each of its days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from extract.vocabulary import label
from web.queries import Row, listed
from web.taken import Taken, paper

_END = "END:VCALENDAR\r\n"
_PRODUCT = "-//kehoach//ke hoach cua cac dia phuong//VI"


def ics(taken: Taken, lang: str) -> Iterator[str]:
    """The lines of a calendar with the rows of `taken` that have a day, the lines of an event together.

    Events keep their UID from one download to the next, so a calendar updates them.
    """
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", taken.title)
    made.add("x-wr-caldesc", taken.basis)
    yield made.to_ical().decode().removesuffix(_END)
    stamp = _stamp(taken.stamp)
    for row in taken.rows:
        if row.get(taken.day):
            yield _event(row, date.fromisoformat(row[taken.day]), stamp, lang).to_ical().decode()
    yield _END


def _event(row: Row, day: date, stamp: datetime, lang: str) -> Event:
    event = Event()
    event.add("uid", f"{row['id']}-{day:%Y%m%d}@kehoach")
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", summary(row))
    event.add(
        "description",
        "\n".join(_line(part) for part in (f"“{row['quote']}”", *_others(row, lang), paper(row), row["due_known"], row["link"])),
    )
    event.add("url", row["link"])
    event.add("categories", _categories(row, lang))
    return event


def summary(row: Row) -> str:
    """ "cơ quan: việc", as much of it as the paper says.

    >>> summary({"agency": "Sở Y tế", "action": "báo cáo", "quote": "trước ngày 20 hằng tháng"})
    'Sở Y tế: báo cáo'
    """
    return _line(": ".join(part for part in (row.get("agency"), row.get("action") or row["quote"]) if part))


def _others(row: Row, lang: str) -> list[str]:
    """The other bodies of the sentence, on a line of their own."""
    others = row.get("with_agencies")
    return [f"{'Together with' if lang == 'en' else 'Cùng với'}: {others}"] if others else []


def _categories(row: Row, lang: str) -> list[str]:
    often = [label("recurrence", code, lang) for code in listed(row.get("recurrence"))]
    report = [("Report" if lang == "en" else "Báo cáo")] if row.get("reporting") else []
    place = row.get("province") or ("Central" if lang == "en" else "Trung ương")
    return [_line(one) for one in (*report, *often, place)]


def _line(text: str) -> str:
    """Text on one line, without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _stamp(loaded: str) -> datetime:
    """When the database was loaded; the beginning of 1970 where that is unknown."""
    try:
        known = datetime.fromisoformat(loaded)
    except ValueError:
        known = datetime.fromtimestamp(0, UTC)
    return known.astimezone(UTC) if known.tzinfo else known.replace(tzinfo=UTC)
