"""Print a line of JSON a document, each a whole report of the contract `gongwen.report/1`."""

from gongwen.outputs import formats
from gongwen.report import Document, Report, Summary


class Writer(formats.Writer):
    """Write a report on each document; `Report.merge` makes one of them all."""

    def begin(self) -> None:
        """Write nothing in front: every line says by itself what it is."""

    def document(self, document: Document) -> None:
        """Write a line."""
        self.write(Report.of([document], tool=self.run.tool).model_dump_json() + "\n")

    def end(self, summary: Summary) -> None:
        """Write nothing behind: the tallies stand in each line."""
