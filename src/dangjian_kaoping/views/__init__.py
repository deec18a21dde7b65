"""Each table, described once: its columns and what stands in them. Writers paint it, in whatever format.

How to add a column: one `Column` more in the module of its table, and nothing else (`tests/render/test_new_column.py`).

How to describe a table: a module of this package with a function that makes a `Table` of a result. A column is a
`Column`: its key (what programs call it), its heading, how to read it off a row, the kind of value, and what the kind
does not settle. It stands on every surface unless it says otherwise. Columns that vary with the data (one for each
area, each round; only where a measure has grades) are made by the function. What a value is called in Chinese comes
from `words`; a view computes no figure.

What reads off a row is one of few things (`Value`): a text, several words, a number, figures by class, a step, a day,
flags, places gained, a course, or None where there is nothing. Each painter knows them all, and says an absent one in
its own way:

| surface | formats | painter | absent |
|---|---|---|---|
| `screen` | the terminal | `write.text.table`: `lines_of`, or `write_record` of one row | `-`, or nothing |
| `rows` | CSV | `write.csv.table.as_csv` | empty |
| `fields` | JSON | `write.json.table.fields_of`, of one row | null |
| `sheet` | workbooks | `write.xlsx.table`: `widths_of`, `write_heads`, `cell_of` | `—` |
| `paper` | .docx | `views.paper.on_paper`, then `write.docx` | `—` |
| `paper` | Markdown | `write.markdown.markdown.lines_of` | empty |
| `page` | HTML | `write.html.table`: `head_of`, `cell_of`, drawn by `templates/page/marks.html` | `—` |

Where each surface has its columns in an order of its own, a column names its `part`, and the table orders the parts.
"""
