"""网页: writes results as HTML, each page one file that needs nothing beside it. Reads results, computes no number.

`document` alone knows Jinja2; the other modules gather the words and figures of a section, and a template of
`templates/page/` lays each out. Text of records goes in by `{{ }}` only, which makes markup of nothing.
"""
