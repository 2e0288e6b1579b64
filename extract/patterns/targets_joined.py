"""A counted amount, and how neighbouring amounts join: ranges, starting values, works listed under a total."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.model import Comparator
from extract.patterns.pattern import pattern
from extract.patterns.targets_units import Unit

JOINT = pattern(
    "joint of a range",
    catches={" - ": " - ", " đến ": " đến ", "-": "-", " đến dưới ": " đến dưới "},
    misses=(" và ", ", "),
    regex=r"""^ \s{0,2} (?:-|~|đến(?:\ dưới|\ cuối\ năm\ đạt)?|tới) \s{0,2} $""",
)
STARTS = pattern(
    "a starting value is announced",
    catches={"tỷ lệ hộ nghèo giảm từ ": "từ ", "nâng từ mức ": "từ mức ", "(từ tỷ lệ ": "từ tỷ lệ "},
    misses=("từ ngân sách, đạt ", "còn "),
    regex=r"""(?<!\w) từ (?:\s[^\s,;:.%()·]{1,8}){0,4} \s{0,2} $""",
)
REACHES = pattern(
    "from the starting value to the end",
    catches={" đầu năm xuống còn ": " đầu năm xuống", " năm ········, lên ": " năm ········, lên", " đến ": " đến"},
    misses=(" và ", " hộ nghèo trở lên, tối thiểu ", " hộ được vay, đạt "),
    regex=r"""^ (?: .{0,80}? (?<!trở)\s (?:xuống|lên|còn) | [^,]{0,40}?\s (?:thành|đến|tới|đạt|->) ) (?!\w)""",
)


ASIDE = pattern(
    "a share in a bracket behind the count it is of",
    catches={
        " (": " (",
        " nghèo (chiếm ": " nghèo (chiếm ",
        " nghèo và cận nghèo (tỷ lệ ": " nghèo và cận nghèo (tỷ lệ ",
        " (tương ứng ": " (tương ứng ",
    },
    misses=(" nghèo, còn lại (", " nghèo (trong đó "),
    regex=r"""^[^,;:.()\d]{0,30}\(\s?(?:(?:chiếm|tỷ\slệ|tương\s(?:ứng|đương)|bằng|là|=)\s){0,2}$""",
)
SHARE = pattern(
    "the share of the count before it",
    catches={" (": " (", ", chiếm ": ", chiếm ", " (chiếm tỷ lệ ": " (chiếm tỷ lệ ", ", tỷ lệ ": ", tỷ lệ "},
    misses=("; tỷ lệ hộ cận nghèo ", ", giảm "),
    regex=r"""^[^,;:.()\d]{0,30}(?:\(|,)\s?(?:(?:chiếm|tỷ\slệ|tương\s(?:ứng|đương)|bằng|là|=|còn)\s){0,2}$""",
)
FORMERLY = pattern(
    "the value of another year in a bracket",
    catches={
        " (năm 2018 là ": " (năm 2018 là ",
        "/người (năm ngoái đạt ": "/người (năm ngoái đạt ",
        " (cuối năm 2020: ": " (cuối năm 2020: ",
        " hộ nghèo (năm trước mới có ": " hộ nghèo (năm trước mới có ",
        " người thụ hưởng (hết năm 2025 là ": " người thụ hưởng (hết năm 2025 là ",
        " (đầu năm ": " (đầu năm ",
    },
    misses=(" (năm 2022 giảm ", " (trong đó ", "; năm 2018 là "),
    regex=r"""^[^();:.]{0,40}
          \((?:(?:so\ với|tính\ đến|đến)\ )?(?:(?:cuối|đầu|hết)\ )?
          (?:·{4,20}|năm\ (?:\d{4}|trước|ngoái|qua|rồi)|(?<=đầu\ )năm|(?<=cuối\ )năm)\s?(?:(?:chỉ|mới|là|đạt|có|còn|:)\s?){0,2}$""",
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted amount of a text. `start`..`end`: from comparator or figure to the unit; `figure`: where the figure begins and ends.

    `start_value` and `start_end`: the value it departs from and where that stands ("từ 4% năm 2020 xuống còn 3%").
    """

    start: int
    end: int
    figure: tuple[int, int]
    value: float
    unit: Unit
    printed: str
    high: float | None = None
    comparator: Comparator = Comparator.EQ
    fall: bool = False
    start_value: float | None = None
    start_end: int | None = None
    bare: bool = False

    def shift(self, by: int) -> Quantity:
        figure = (self.figure[0] + by, self.figure[1] + by)
        start_end = None if self.start_end is None else self.start_end + by
        return replace(self, start=self.start + by, end=self.end + by, figure=figure, start_end=start_end)


BUILT = ("trường", "trường học", "điểm trường", "trung tâm", "nhà", "cơ sở", "hạng mục", "điểm")


def listed_works(found: list[Quantity], *, led: bool) -> list[Quantity]:
    """Schools and other buildings listed under a total of works are works: "20 công trình, gồm 05 trường học, 15 tuyến đường";
    `led`: the total stands in the lead-in of the list."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        joins = (led and last is None) or (last is not None and last.unit.code == "work")
        out.append(replace(q, unit=replace(q.unit, code="work")) if joins and q.unit.word in BUILT else q)
    return out


def sums(found: list[Quantity], masked: str, text: str) -> list[Quantity]:
    """Join "3 tỷ 215 triệu đồng", one sum of money said in two units."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        beside = last is not None and masked[last.end : q.start] == " " and q.start == q.figure[0]
        if last and beside and last.unit.code == q.unit.code == "vnd" and last.high is q.high is None and last.value > q.value:
            figure = (last.figure[0], q.figure[1])
            out[-1] = replace(last, end=q.end, figure=figure, value=last.value + q.value, unit=q.unit, printed=text[figure[0] : figure[1]])
        else:
            out.append(q)
    return out


def ranges(found: list[Quantity], masked: str, text: str) -> list[Quantity]:
    """Join "1% - 1,5%", where the unit is written twice."""
    out: list[Quantity] = []
    for q in found:
        last = out[-1] if out else None
        if last and q.comparator is Comparator.GT and last.unit.code == q.unit.code and not masked[last.end : q.start].strip():
            out.append(replace(q, start=q.figure[0], comparator=Comparator.EQ))  # "120 hộ trên 2.500 hộ": of so many
        elif (
            last
            and last.unit.code == q.unit.code
            and last.high is None
            and last.value < q.value
            and JOINT.match(masked[last.end : q.figure[0]])
        ):
            figure = (last.figure[0], q.figure[1])
            printed = text[figure[0] : figure[1]]
            about = last.comparator if last.comparator is Comparator.ABOUT else Comparator.EQ
            start = last.start if about is Comparator.ABOUT else last.figure[0]
            out[-1] = replace(q, start=start, figure=figure, value=last.value, high=q.value, printed=printed, comparator=about)
        else:
            out.append(q)
    return out


def departures(found: list[Quantity], masked: str) -> list[Quantity]:
    """Fold the starting value of "từ A xuống còn B" into B, and into the change just before it ("giảm 1% (từ A còn B)")."""
    out: list[Quantity] = []
    aside: Quantity | None = None
    for met in found:
        last = out[-1] if out else None
        q = _share_departs(aside, last, met, masked)
        aside = None
        if last and last.start_value is None and last.unit.code == q.unit.code and _compares(masked, last, q):
            opened = masked.index("(", last.end) + 1
            out[-1] = replace(last, start_value=q.value, start_end=opened)
            continue
        if len(out) > 1 and _bracketed(out[-2], out[-1], masked) and _departs(out[-2], q, masked):
            aside = out.pop()  # "từ 131 hộ (4,9%) còn 103 hộ"
            first = out.pop()
            out.append(replace(q, start_value=first.value, start_end=first.end))
            continue
        if last and last.high is None and _departs(last, q, masked):
            out.pop()
            at = last.end
            if out and out[-1].unit.code == q.unit.code and out[-1].start_value is None and _explains(masked[out[-1].end : last.start]):
                out[-1] = replace(out[-1], start_value=last.value, start_end=at)
            out.append(replace(q, start_value=last.value, start_end=at))
        else:
            out.append(q)
    return out


def _share_departs(aside: Quantity | None, last: Quantity | None, q: Quantity, masked: str) -> Quantity:
    """A share whose count departs from one with a share of its own: "từ 131 hộ (4,9%) còn 103 hộ (3,8%)"."""
    if aside is None or last is None or q.unit.code != aside.unit.code or q.start_value is not None:
        return q
    return replace(q, start_value=aside.value, start_end=aside.end) if SHARE.match(masked[last.end : q.start]) else q


def _compares(masked: str, first: Quantity, second: Quantity) -> bool:
    """Whether the second is the value of another year in a bracket of its own ("17 triệu đồng (năm 2018 là 15 triệu đồng)")."""
    return FORMERLY.match(masked[first.end : second.start]) is not None and masked[second.end : second.end + 1] == ")"


def _departs(first: Quantity, second: Quantity, masked: str) -> bool:
    bridge = masked[first.end : second.start]
    return (
        first.unit.code == second.unit.code
        and len(bridge) <= 90
        and first.comparator is not Comparator.GE
        and not any(c in bridge for c in ";:")
        and STARTS.search(masked[max(0, first.start - 40) : first.start]) is not None
        and (REACHES.search(bridge) is not None or second.fall)
    )


def _bracketed(first: Quantity, second: Quantity, masked: str) -> bool:
    """Whether the second stands in a bracket of its own right behind the first."""
    return ASIDE.match(masked[first.end : second.start]) is not None and masked[second.end : second.end + 1] == ")"


def shared_bound(keyed: str, count: Quantity | None, share: Quantity) -> Comparator | None:
    """The bound of the count that a share in a bracket is of: "còn không quá 51 hộ (0,21%)" sets both."""
    if count is None or count.comparator is Comparator.EQ or share.comparator is not Comparator.EQ:
        return None
    people = count.unit.code in ("household", "person") and share.unit.code == "percent"
    return count.comparator if people and _bracketed(count, share, keyed) else None


def _explains(gap: str) -> bool:
    return len(gap) <= 120 and ";" not in gap and (gap.lstrip(" /năm").startswith(("(", ",", "từ", "tỷ", "số", "so")) or "(" in gap)
