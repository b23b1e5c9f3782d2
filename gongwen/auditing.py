"""What `gongwen audit` does: recognise the documents, hold them against each other and the register, put the results out."""

from collections.abc import Sequence

from gongwen import checking, inspection
from gongwen.auditor.book import load_book
from gongwen.auditor.ledger import read
from gongwen.checking import Labour
from gongwen.commands import Asked, one_of
from gongwen.outputs import publish, target
from gongwen.outputs.formats import Run
from gongwen.settings import FORMATS


def audit(
    paths: Sequence[str],
    how: Asked,
    labour: Labour,
    *,
    register: str | None,
    formats: Sequence[str],
    output: str | None,
) -> int:
    """Look at files and folders side by side, and at the register; give the exit code.

    Nothing is put out before all documents are recognised: what is missing shows at the end only. Of a configuration file only
    what it says of runs counts: its rules are those of single documents.
    """
    orders = publish.orders(formats or how.outputs, output)
    for order in orders:
        one_of(order.form, FORMATS, "--format")
    grave, labour, book = how.grave, labour.settled(how.run), load_book()
    rules = book.select(how.given.get("select") or (), how.given.get("ignore") or ())
    rows = None if register is None else read(register)
    documents = how.find(paths)
    for order in orders:
        target.permit(order.path, [*documents, *([] if register is None else [register])])
    plan = inspection.Plan()
    recognised = checking.survey(documents, plan, plan.desk(), labour)
    results = inspection.results(recognised, rows, rules)
    run = Run(inspection.tool(), len(documents) + (register is not None), book)
    with publish.Publication.opened(orders, run) as publication:
        for document in results:
            publication.document(document)
    return publication.tally.exit_code(grave)
