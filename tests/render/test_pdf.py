import pytest

from gongwen.errors import RenderingFailed
from gongwen.render import pdf
from gongwen.render.pdf import Figure, Place, images, read_print

CONTENT = b"BT /F 16 Tf 100 700 Td (AB) Tj ET 200 500 50 30 re f"
OBJECTS = (
    b"<< /Type /Catalog /Pages 2 0 R /Dests << /gongwen3 [3 0 R /XYZ 79.5 736.5 0] >> >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length " + str(len(CONTENT)).encode() + b" >>\nstream\n" + CONTENT + b"\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)
PAGE = (
    b"%PDF-1.4\n"
    + b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(OBJECTS, 1))
    + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"
)


def test_named_places_are_read_from_the_upper_left_corner():
    assert read_print(PAGE).places == {"gongwen3": Place(1, 79.5, 105.5)}


def test_letters_are_read_with_size_and_baseline():
    first, _ = read_print(PAGE).letters
    assert (first.char, first.size, first.place) == ("A", 16.0, Place(1, 100.0, 142.0))


def test_drawings_are_read_as_figures():
    assert read_print(PAGE).figures == (Figure(1, 200.0, 312.0, 50.0, 30.0),)


def test_pages_become_png_images():
    (image,) = images(PAGE, dpi=36)
    assert image.startswith(b"\x89PNG")


def test_without_the_reader_of_pdf_a_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "pdfium", None)
    with pytest.raises(RenderingFailed, match="gongwen\\[render\\]"):
        read_print(PAGE)
