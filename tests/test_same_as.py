"""Copies of one plan are known as such; plans of other years, drafts and other places are not."""

import random
import sqlite3

import pytest

from db import near, schema, sketch
from db.same_as import Copy, originals

WORDS = [f"từ{i}" for i in range(60)]


def text(seed: int, words: int = 1500) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))


def noisy(original: str, share: float, seed: int = 7) -> str:
    """The text with so many of its words misread."""
    chance = random.Random(seed)
    return " ".join(word + "x" if chance.random() < share else word for word in original.split())


def copy(name: str, body: str, fmt: str = "docx", ocr: float = 0.0, **stated: object) -> Copy:
    own = {"doc_type": "ke_hoach", "number": "12/KH-UBND", "issuer": "UBND tỉnh", "issued": "2022-01-15", "period_end": 2022, "draft": 0}
    made = sketch.of(body)
    return Copy(name, name * 64, fmt, ocr, f"{name}.{fmt}", own | stated, made["words"], made["sketch"])


def test_four_forms_of_one_plan_have_the_word_file_as_original() -> None:
    body = text(1)
    forms = [copy("d", noisy(body, 0.05), "pdf", 1.0), copy("c", body, "txt"), copy("b", body, "pdf"), copy("a", body)]
    assert originals(forms) == {"b": "a", "c": "a", "d": "a"}
    assert originals(forms[:3]) == {"c": "b", "d": "b"}


def test_a_scan_whose_number_was_misread_is_still_the_same_plan() -> None:
    body = text(2)
    scan = copy("s", noisy(body, 0.04), "pdf", 1.0, number="17/KH-UBND")
    assert originals([copy("a", body), scan]) == {"s": "a"}
    assert originals([copy("a", body), copy("b", noisy(body, 0.04), number="17/KH-UBND")]) == {}


@pytest.mark.parametrize(
    "other", [{"period_end": 2023, "number": None, "issued": None}, {"draft": 1, "number": None}, {"province": "B", "number": None}]
)
def test_words_taken_over_do_not_make_one_plan(other: dict[str, object]) -> None:
    body = text(3)
    assert originals([copy("a", body, province="A"), copy("b", noisy(body, 0.02), **other)]) == {}


def test_one_number_over_two_quite_different_texts_is_no_copy() -> None:
    assert originals([copy("a", text(4)), copy("b", text(5))]) == {}


def test_equal_bytes_are_one_plan_whatever_they_say() -> None:
    a, b = copy("a", "ngắn"), copy("a", "ngắn")
    twin = Copy("z", a.sha256, b.format, b.ocr, "z.docx", b.stated, b.words, b.sketch)
    assert originals([a, twin]) == {"z": "a"}


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0])
def test_containment_is_about_the_share_of_common_runs(share: float) -> None:
    body, other = [f"từ{i}" for i in range(4000)], [f"khác{i}" for i in range(4000)]
    cut = int(4000 * share)
    a, b = sketch.of(" ".join(body)), sketch.of(" ".join(body[:cut] + other[cut:]))
    got = sketch.containment(sketch.hashes(a["sketch"]), a["words"], sketch.hashes(b["sketch"]), b["words"])
    assert abs(got - share) < 0.08


def test_a_place_misread_in_one_form_does_not_part_equal_texts() -> None:
    body = text(6)
    assert originals([copy("a", body, province="A"), copy("b", body, "pdf", province="A B")]) == {"b": "a"}
    assert originals([copy("a", body, commune="A", number=None), copy("b", noisy(body, 0.02), commune="B", number=None)]) == {}
    assert originals([copy("a", body), copy("b", body, draft=1)]) == {}


def test_plans_worth_a_look_are_found_group_by_group() -> None:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    body, other = text(7), " ".join(f"khác{i}" for i in range(900))

    def add(name: str, words: str, sha256: str, number: str | None = None) -> None:
        made = sketch.of(words)
        connection.execute("insert into plans (id, sha256, number, issued) values (?, ?, ?, '2022-01-15')", (name, sha256, number))
        connection.execute("insert into sketches values (?, ?, ?)", (name, made["words"], made["sketch"]))

    add("a", body, "1"), add("b", noisy(body, 0.02), "2"), add("c", noisy(body, 0.02, 8), "3")
    add("d", other, "4", "5/KH-UBND"), add("e", text(9, 40), "5", "05 / KH–UBND"), add("f", "x y z t", "6"), add("g", "một hai ba bốn", "6")
    add("h", " ".join(f"lẻ{i}" for i in range(900)), "7", "5/KH-UBND")
    connection.execute("begin")
    found = sorted((sorted(group), sorted(pairs)) for group, pairs in near.groups(connection))
    assert found == [
        (["a", "b", "c"], [("a", "b"), ("a", "c"), ("b", "c")]),
        (["d", "h"], [("d", "h")]),
        (["f", "g"], [("f", "g")]),
    ]
    assert not connection.execute("select 1 from temp.sqlite_master").fetchall()
