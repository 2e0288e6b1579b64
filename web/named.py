"""A figure as a link to its words, and how the paper that it stands in is named behind it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from markupsafe import Markup, escape

from web import numbers
from web.page import Visit
from web.queries import Row


def paper(visit: Visit) -> Callable[[Row], Markup]:
    """What names a row's paper: its number, or that it has none, its date, and whether it is a draft. On paper nothing can be opened, so
    there the section and the page are printed too."""
    unnumbered, draft = visit.t("văn bản không ghi số", "paper without a number"), f" ({visit.t('dự thảo', 'draft')})"
    section, page = visit.t("mục", "section"), visit.t("trang", "page")

    @cache
    def begun(number: str | None, issued: str | None) -> str:
        vietnamese = ' lang="vi"' if number or issued else ""
        said = escape(number or unnumbered) + (f", {numbers.date(issued, visit.lang)}" if issued else "")
        return f' <span class="quiet"{vietnamese}>{said}<span class="on-paper within">'

    def named(row: Row) -> Markup:
        within = f", {section} {row['section']}" if row["section"] else ""
        within += f", {page} {row['page']}" if row["page"] else ""
        ended = draft if row["paper"] == "draft" else ""
        return Markup(f"{begun(row['number'], row['issued'])}{escape(within)}</span>{ended}</span>")

    return named


def linked(visit: Visit) -> Callable[..., Markup]:
    """What writes a row's figure as a link to where it stands in its paper; the words there, where they are given, are told on pointing."""

    def link(row: Row, words: str | None = None) -> Markup:
        told = f' title="{escape(words)}"' if words is not None else ""
        return Markup(f'<a href="{escape(visit.plan_link(row))}"{told}>{escape(numbers.amount(row, visit.lang))}</a>')

    return link
