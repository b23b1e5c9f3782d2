"""What `gongwen audit` does: recognise the documents, hold them against each other and the register, put the results out."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongwen import checking, files, inspection
from gongwen.auditor.book import load_book
from gongwen.auditor.ledger import read
from gongwen.checking import Labour
from gongwen.commands import FAIL_ON, FAILING, one_of
from gongwen.outputs import publish, target
from gongwen.outputs.formats import Run
from gongwen.settings import FORMATS


@dataclass(frozen=True, slots=True)
class Question:
    """Hold what is asked: against which register, by which rules, and what counts as failed."""

    register: str | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    fail_on: str | None = None


def audit(paths: Sequence[str], asked: Question, labour: Labour, *, formats: Sequence[str], output: str | None) -> int:
    """Look at files and folders side by side, and at the register; give the exit code.

    Nothing is put out before all documents are recognised: what is missing shows at the end only.
    """
    orders = publish.orders(formats, output)
    for order in orders:
        one_of(order.form, FORMATS, "--format")
    grave, book = one_of(asked.fail_on or FAILING, FAIL_ON, "--fail-on"), load_book()
    rules = book.select(asked.select, asked.ignore)
    register = None if asked.register is None else read(asked.register)
    documents = files.find(paths)
    for order in orders:
        target.permit(order.path, [*documents, *([] if asked.register is None else [asked.register])])
    plan = inspection.Plan()
    recognised = checking.survey(documents, plan, plan.desk(), labour)
    results = inspection.results(recognised, register, rules)
    run = Run(inspection.tool(), len(documents) + (register is not None), book)
    with publish.Publication.opened(orders, run) as publication:
        for document in results:
            publication.document(document)
    return publication.tally.exit_code(grave)
