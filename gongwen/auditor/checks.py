"""The closed set of what can be looked for across documents, and what each tells for its message."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gongwen.auditor import compare, numbers, repeats
from gongwen.auditor.case import Case, Hit


@dataclass(frozen=True, slots=True)
class Check:
    """Find something in a case; `fields` may stand in the message beside found and expected."""

    find: Callable[[Case], Iterator[Hit]]
    fields: frozenset[str] = frozenset()


CHECKS: Mapping[str, Check] = {
    "number-used-twice": Check(numbers.used_twice, frozenset({"other"})),
    "number-skipped": Check(numbers.skipped, frozenset({"series", "missing"})),
    "series-in-part": Check(numbers.in_part, frozenset({"series", "from", "to", "present", "missing"})),
    "number-out-of-order": Check(numbers.out_of_order, frozenset({"series", "number", "other", "other_date", "more"})),
    "title-again": Check(repeats.same_title, frozenset({"other", "number"})),
    "series-unknown": Check(compare.unknown_series, frozenset({"series", "count"})),
    "number-misregistered": Check(compare.wrong_number, frozenset({"path"})),
    "not-registered": Check(compare.not_registered, frozenset({"more"})),
    "no-document": Check(compare.no_document, frozenset({"more"})),
    "registered-twice": Check(compare.registered_twice, frozenset({"other"})),
    "copies-differ": Check(compare.copies, frozenset({"path", "more"})),
    "title-differs": Check(compare.title, frozenset({"path"})),
    "date-differs": Check(compare.date, frozenset({"path"})),
    "issued-early": Check(compare.issued_early, frozenset({"path", "date"})),
    "signed-apart": Check(compare.signed_apart, frozenset({"path"})),
    "secrecy-differs": Check(compare.secrecy, frozenset({"path"})),
    "signer-differs": Check(compare.signer, frozenset({"path"})),
    "row-incomplete": Check(compare.incomplete, frozenset({"missing"})),
    "receipt-incomplete": Check(compare.incomplete_receipt, frozenset({"missing"})),
}
