from collections import Counter

from extract.authority import places


def test_the_reform_of_2025_makes_34_provinces_of_63() -> None:
    rows = [row for row in places.rows() if row["level"] == "province"]
    today = [row for row in rows if row["valid_to"] is None]
    before = [row for row in rows if row["valid_from"] is None and row["name"] != "Thừa Thiên Huế"]
    assert len(today) == 34
    assert len(before) == 63


def test_every_id_is_there_once_and_every_reference_leads_somewhere() -> None:
    rows = list(places.rows())
    ids = Counter(row["id"] for row in rows)
    assert [id_ for id_, count in ids.items() if count > 1] == []
    assert all(row[field] is None or row[field] in ids for row in rows for field in ("parent_id", "successor_id"))


def test_a_merged_province_names_its_successor() -> None:
    found = {row["id"]: row for row in places.rows()}
    assert found["ha-nam"]["successor_id"] == "2025/ninh-binh"
    assert found["ha-nam"]["valid_to"] == "2025-06-30"
    assert found["son-la"]["successor_id"] is None


def test_a_district_is_given_a_province_only_where_one_alone_has_it() -> None:
    assert places.province_of_district("Mù Cang Chải") == "Yên Bái"
    assert places.province_of_district("huyện Châu Thành") is None
    assert places.province_of_district("Phú Vang", 2022) == "Thừa Thiên Huế"
    assert places.province_of_district("Phú Vang", 2025) == "Huế"


def test_provinces_are_known_in_any_spelling() -> None:
    assert places.province_named("tỉnh Đăk Lăk") == "Đắk Lắk"
    assert places.province_named("Thành phố Hồ Chí Minh") == "Hồ Chí Minh"
    assert places.province_named("Atlantis") is None


def test_a_province_is_known_under_what_it_is_part_of_today() -> None:
    assert [places.province_today(name) for name in ("Kiên Giang", "Thừa Thiên Huế", "Sơn La", "Atlantis", None)] == [
        "An Giang", "Huế", "Sơn La", "Atlantis", None,
    ]  # fmt: skip
