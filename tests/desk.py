"""A draft on a desk: the fixer's paper without a file, with edits of text, size and paragraphs carried out on the draft itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from gongwen.draft import Address, Block, Draft, Paragraph, Run
from gongwen.edits import Edit, InsertParagraph, RemoveParagraph, ReplaceText, SetRunFormat
from gongwen.fixer.texts import replaced


@dataclass(frozen=True)
class Desk:
    """Hold a draft; `refuses` names texts that cannot be written, `garbles` texts that go wrong when they are."""

    paper: Draft
    refuses: tuple[str, ...] = ()
    garbles: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        return repr(self.paper.blocks).encode()

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()

    def draft(self) -> Draft:
        return self.paper

    def edited(self, edits: Sequence[Edit]) -> tuple["Desk", Mapping[Edit, str]]:
        failed = {edit: "这里写不进去" for edit in edits if getattr(edit, "text", None) in self.refuses}
        done = [edit for edit in edits if edit not in failed]
        blocks: list[Block] = []
        for block in self.paper.blocks:
            here = [edit for edit in done if getattr(edit, "span", None) and edit.span.path == block.address.path]
            blocks += self._changed(block, here) if isinstance(block, Paragraph) else [block]
        numbered = tuple(_placed(block, number) for number, block in enumerate(blocks, 1))
        return replace(self, paper=replace(self.paper, blocks=numbered)), failed

    def _changed(self, paragraph: Paragraph, edits: Sequence[Edit]) -> list[Paragraph]:
        text = replaced(paragraph.text, [edit for edit in edits if isinstance(edit, ReplaceText)])
        text += "！" if any(getattr(edit, "text", "") in self.garbles for edit in edits) else ""
        face = paragraph.runs[0].format if paragraph.runs else paragraph.mark
        for edit in edits:
            if isinstance(edit, SetRunFormat) and edit.change.size is not None:
                face = replace(face, size=edit.change.size)
        runs = paragraph.runs if text == paragraph.text and not edits else (Run(text, 0, face),)
        gone = any(isinstance(edit, RemoveParagraph) for edit in edits)
        new = [(edit.before, _new(paragraph, edit.text)) for edit in edits if isinstance(edit, InsertParagraph)]
        before, after = ([made for early, made in new if early is side] for side in (True, False))
        return [*before, *([] if gone else [replace(paragraph, text=text, runs=runs)]), *after]


def _new(paragraph: Paragraph, text: str) -> Paragraph:
    face = paragraph.runs[0].format if paragraph.runs else paragraph.mark
    return replace(paragraph, text=text, runs=(Run(text, 0, face),) if text else (), shapes=())


def _placed(block: Block, number: int) -> Block:
    return replace(block, address=Address("body", f"body/p[{number}]")) if isinstance(block, Paragraph) else block
