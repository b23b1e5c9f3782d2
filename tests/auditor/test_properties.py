"""What holds for any documents and any register."""

from hypothesis import given
from hypothesis import strategies as st

from gongwen.auditor import values
from gongwen.auditor.ledger import of_rows
from gongwen.errors import ConfigError
from tests.auditor.made import ledger, record, results

WORDS = ("泵站", "渠道", "机井", "水位", "河岸", "水表", "堤防", "涵闸")
TITLES = st.sampled_from([f"关于检修{word}的通知" for word in WORDS])
SERIALS = st.integers(1, 12)
COUNTS = st.sampled_from(["30", "40份", ""])
DAYS = st.dates().map(
    lambda day: day.replace(year=2026).isoformat() if (day.month, day.day) != (2, 29) else "2026-02-28"
)
DOCUMENTS = st.lists(
    st.builds(
        lambda serial, title, count, day: (serial, title, count, day),
        SERIALS,
        TITLES,
        st.sampled_from([None, 30, 40]),
        DAYS,
    ),
    max_size=8,
)
ROWS = st.lists(st.tuples(SERIALS.map("云水发〔2026〕{}号".format), TITLES, COUNTS), max_size=8)


def findings(documents, rows):
    """Give what is found, but for which rows and how many are named along with it."""
    files = [
        record(serial, title, path=f"{place:02}.docx", date=day, copies=count)
        for place, (serial, title, count, day) in documents
    ]
    register = ledger(*rows) if rows else None
    return sorted(
        (finding.code, document.path, finding.found if finding.code != "SYS011" else "")
        for document in results(files, register)
        for finding in document.violations
    )


@given(st.data(), DOCUMENTS, ROWS)
def test_the_order_of_documents_does_not_matter(data, documents, rows):
    placed = list(enumerate(documents))
    assert findings(placed, rows) == findings(data.draw(st.permutations(placed)), rows)


@given(st.data(), DOCUMENTS, st.lists(st.tuples(SERIALS, TITLES, COUNTS), max_size=8, unique_by=lambda row: row[0]))
def test_the_order_of_rows_does_not_matter(data, documents, rows):
    placed = list(enumerate(documents))
    written = [(f"云水发〔2026〕{serial}号", title, count) for serial, title, count in rows]
    assert findings(placed, written) == findings(placed, data.draw(st.permutations(written)))


@given(st.integers(1, 60), st.integers(1, 40), st.data())
def test_a_whole_series_with_its_register_gives_no_finding(first, length, data):
    serials = range(first, first + length)
    files = [
        (n, (n, f"关于检修第{n}号泵站的通知", 30, f"2026-03-{min(28, 1 + place):02}"))
        for place, n in enumerate(serials)
    ]
    rows = [(f"云水发[2026]{n}号", f"关于检修第{n}号泵站的通知", "30份") for n in serials]
    assert findings(data.draw(st.permutations(files)), rows) == []


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=8))
def test_any_table_is_a_register_or_refused(rows):
    try:
        register = of_rows(rows)
    except ConfigError:
        return
    assert all(row.cells for row in register.rows)


@given(st.text(max_size=40))
def test_any_text_is_read_as_a_number_a_day_copies_or_nothing(text):
    number, day, copies = values.number(text), values.day(text), values.copies(text)
    assert number is None or number.year in range(1949, 2100)
    assert day == "" or values.days(day, day) == 0
    assert copies is None or copies >= 0
