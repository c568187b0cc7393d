"""A report as a web page that fetches nothing and lets no text become markup."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from sozdesk.documents.html import write_html
from sozdesk.documents.report import Column, Fact, Group, Kind, Report, Table

NOW = datetime(2027, 1, 5, 10, tzinfo=UTC)


def page(*rows, **values) -> str:
    columns = (Column("a", "Angebot"), Column("b", "Preis", Kind.AMOUNT))
    table = Table(title="Liste", columns=columns, rows=rows, notes=("Ohne Gewähr",))
    report = Report(title="Titel", created=NOW, dated=date(2027, 1, 5), tables=(table,), **values)
    return write_html(report).decode()


def test_a_table_has_a_caption_heads_groups_figures_and_notes() -> None:
    text = page(Group("Sissach"), ("Deutsch\nim Alltag", 120_050), facts=(Fact("Amt", "KSA"),))
    assert '<html lang="de-CH">' in text
    assert "<caption>Liste</caption>" in text
    assert '<th scope="col">Angebot</th>' in text
    assert '<th scope="colgroup" colspan="2">Sissach</th>' in text
    assert '<td>Deutsch<br>im Alltag</td><td class="figure">1\'200.50</td>' in text
    for said in ("Stand 05.01.2027", "Amt: KSA", "Ohne Gewähr"):
        assert said in text


def test_only_web_addresses_become_links() -> None:
    text = page(('https://kurs.example/?a="b"', None), ("javascript:alert(1)", None))
    shown = 'https://kurs.example/?a="b"'
    address = shown.replace('"', "&quot;")
    assert f'<td><a href="{address}">{shown}</a></td>' in text
    assert "<td>javascript:alert(1)</td>" in text
    assert "<a" not in page(("https://kurs.example und mehr", None))


def test_a_sample_says_that_it_is_invented() -> None:
    assert "Beispieldaten – frei erfunden" in page(sample=True, subtitle="KSA")
    assert "erfunden" not in page()


@given(st.text(max_size=40))
def test_no_text_becomes_markup(text: str) -> None:
    tags = set(re.findall(r"<(/?[a-z1-9]+)", page((text, None))))
    assert not tags & {"script", "img", "iframe"}
    assert page((text, None)).count("<td") == 2
