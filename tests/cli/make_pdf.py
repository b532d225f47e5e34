"""Writes a PDF file of lines of text for a scenario: make_pdf.py FILE < pages.json

pages.json: [[[left, top, size, "text"], ...], ...] in points from the upper left corner of a letter page. Another
argument is put into the trailer.
"""
import json
import sys


def main():
    pages = json.load(sys.stdin)
    objects = {1: "<</Type /Catalog /Pages 2 0 R>>", 4: "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>"}
    for i, lines in enumerate(pages):
        content = "BT\n" + "".join("/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, left, 792 - top, text)
                                   for left, top, size, text in lines) + "ET\n"
        objects[10 + 2 * i] = ("<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R"
                               " /Resources <</Font <</F1 4 0 R>>>>>>" % (11 + 2 * i))
        objects[11 + 2 * i] = "<</Length %d>>\nstream\n%sendstream" % (len(content), content)
    objects[2] = "<</Type /Pages /Kids [%s] /Count %d>>" % (
        " ".join("%d 0 R" % (10 + 2 * i) for i in range(len(pages))), len(pages))
    with open(sys.argv[1], "w", encoding="latin-1") as out:
        out.write("%PDF-1.4\n")
        for number, text in objects.items():
            out.write("%d 0 obj\n%s\nendobj\n" % (number, text))
        out.write("trailer\n<</Root 1 0 R %s>>\n%%%%EOF\n" % " ".join(sys.argv[2:]))


main()
