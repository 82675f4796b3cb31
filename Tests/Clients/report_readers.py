"""Reads the reports of a folder with other people's readers, which must all see the same.

    report_readers.py FOLDER

CSV: Python's csv module (strict), pandas, and LibreOffice where it is installed. SVG: an XML parser. Markdown: a
CommonMark renderer, in whose page nothing from outside may have become an element.
"""

import csv
import html.parser
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import markdown_it
import pandas


def by_csv(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file, strict=True))


def by_pandas(path):
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    return [list(frame.columns)] + frame.to_numpy().tolist()


def by_libreoffice(path, columns):
    """Every column as text: what a spreadsheet guesses of ids and times is its own affair."""
    with tempfile.TemporaryDirectory() as folder:
        texts = "/".join(f"{column}/2" for column in range(1, columns + 1))
        subprocess.run(
            [
                "soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                f"--infilter=CSV:44,34,76,1,{texts}",
                "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false",
                "--outdir", folder, str(path),
            ],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120,
        )
        return by_csv(pathlib.Path(folder) / path.name)


class Elements(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.names = set()
        self.links = set()

    def handle_starttag(self, tag, attributes):
        self.names.add(tag)
        self.links.update(value for name, value in attributes if name in ("href", "src"))


def elements_of_markdown(path):
    page = markdown_it.MarkdownIt("commonmark", {"html": True}).enable("table").render(path.read_text("utf-8"))
    elements = Elements()
    elements.feed(page)
    return elements


def main():
    folder = pathlib.Path(sys.argv[1])
    rows = 0
    readers = ["csv", "pandas"]
    has_office = shutil.which("soffice") is not None
    if has_office:
        readers.append("libreoffice")
    for path in sorted(folder.rglob("*.csv")):
        truth = by_csv(path)
        assert all(len(row) == len(truth[0]) for row in truth), f"{path}: rows of different lengths"
        assert by_pandas(path) == truth, f"{path}: pandas reads something else"
        if has_office and (path.parent == folder or path.name == "w0.csv"):
            found = by_libreoffice(path, len(truth[0]))
            for number, (left, right) in enumerate(zip(found, truth)):
                assert left == right, f"{path}, row {number}: LibreOffice reads {left}, not {right}"
            assert len(found) == len(truth), f"{path}: LibreOffice reads {len(found)} rows, not {len(truth)}"
        rows += len(truth) - 1
    xml.etree.ElementTree.parse(folder / "overview.svg")
    names, links = set(), set()
    for path in sorted(folder.glob("*.md")):
        elements = elements_of_markdown(path)
        names |= elements.names
        links |= elements.links
    print(json.dumps({"rows": rows, "readers": readers, "elements": sorted(names), "links": sorted(links)}))


main()
