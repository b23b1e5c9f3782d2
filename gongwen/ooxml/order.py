"""Put elements where the schema wants them: one list of children per parent (ISO/IEC 29500-1, 29500-4)."""

from gongwen.ooxml.names import PPR, RPR, RUN, SECT_PR, TC, A, P, w
from gongwen.ooxml.values import Element

_PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr pPrChange"
)
_RPR = (
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof "
    "snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath * rPrChange"
)
_SECT_PR = (
    "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
    "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange"
)
_TC_PR = (
    "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
    "cellIns|cellDel|cellMerge tcPrChange"
)
_SETTINGS = (
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape "
    "printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts saveSubsetFonts "
    "saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves "
    "doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle "
    "evenAndOddHeaders *"
)
_PARENTS = {
    P: "pPr *",
    RUN: "rPr *",
    PPR: _PPR,
    RPR: _RPR,
    SECT_PR: _SECT_PR,
    w("pBdr"): "top left bottom right between bar",
    TC: "tcPr *",
    w("tcPr"): _TC_PR,
    w("tcBorders"): "top start|left bottom end|right insideH insideV tl2br tr2bl",
    w("style"): "* pPr rPr tblPr trPr tcPr tblStylePr",
    w("numPr"): "ilvl numId numberingChange ins",
    w("settings"): _SETTINGS,
}
_DRAWING = {
    f"{{{A}}}ln": (
        "noFill|solidFill|gradFill|pattFill prstDash|custDash round|bevel|miter headEnd tailEnd extLst"
    ),
    "spPr": (
        "xfrm custGeom|prstGeom noFill|solidFill|gradFill|blipFill|pattFill|grpFill ln effectLst|effectDag scene3d sp3d extLst"
    ),
}  # fmt: skip
_REST = "*"


def _ranks(names: str, namespace: str) -> dict[str, int]:
    """Number the children of a parent; alternatives share a number, `*` stands for all that are not named."""
    ranks: dict[str, int] = {}
    for rank, group in enumerate(names.split()):
        for name in group.split("|"):
            ranks[name if name == _REST else f"{{{namespace}}}{name}"] = rank
    return ranks


_RANKS = {parent: _ranks(names, P[1:].partition("}")[0]) for parent, names in _PARENTS.items()}
_DRAWING_RANKS = {parent: _ranks(names, A) for parent, names in _DRAWING.items()}


def child(parent: Element, tag: str) -> Element:
    """Give the child with a tag, made in its place when there is none."""
    found = parent.find(tag)
    if found is None:
        found = parent.makeelement(tag)
        place(parent, found)
    return found


def place(parent: Element, element: Element) -> None:
    """Put an element among the children of a parent, behind those of its own rank."""
    ranks = _RANKS.get(parent.tag) or _DRAWING_RANKS[parent.tag if parent.tag in _DRAWING_RANKS else _local(parent.tag)]
    last = ranks.get(_REST, len(ranks))
    rank = ranks.get(element.tag, last)
    later = (sibling for sibling in parent if isinstance(sibling.tag, str) and ranks.get(sibling.tag, last) > rank)
    following = next(later, None)
    if following is None:
        parent.append(element)
    else:
        following.addprevious(element)


def drop(parent: Element, *tags: str) -> None:
    """Take the children with these tags away."""
    for tag in tags:
        for found in list(parent.iterchildren(tag)):
            parent.remove(found)


def unset(element: Element, *names: str) -> None:
    """Take attributes away."""
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
