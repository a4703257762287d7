"""Tables that people keep themselves: any names in Danish or English, or none, and then by content."""

from __future__ import annotations

from .table_form import TableForm, marks

FORM = TableForm("Tabel")
OTHER_THINGS = marks(
    "First Name", "Last Name", "Email Address", "Company Name", "Job Title", "Started On", "Search Query", "Option Text",
    "Media Link", "Organization", "Fornavn", "Efternavn", "CPR", "CPR-nr", "School Name", "Phone Number", "Transaction Date",
)  # fmt: skip
"""Columns of the other tables in a platform's archive: contacts, jobs, searches. In an archive such a table is no posts."""
