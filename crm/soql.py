"""Questions in Salesforce's query language."""

from collections.abc import Iterable

MOST_RECORDS = 50
"""Records that one question gives at most: nobody is so many customers."""

_ESCAPED = {
    "\\": "\\\\",
    "'": "\\'",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


def quoted(text: str) -> str:
    """A text as a SOQL string, out of which nothing in it can break."""
    return "'" + "".join(_ESCAPED.get(sign, sign) for sign in text) + "'"


def records_with(mail: str, *, kind: str, mail_field: str, fields: Iterable[str]) -> str:
    """The question for the records of a kind with a mail address. Names of fields come from the settings, which take
    none but names."""
    columns = ", ".join(dict.fromkeys(("Id", *fields)))
    return f"SELECT {columns} FROM {kind} WHERE {mail_field} = {quoted(mail)} LIMIT {MOST_RECORDS}"  # noqa: S608
