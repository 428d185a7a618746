"""Headings with units and abbreviations, and traits of files that only some programs write: check boxes of old
forms, page headers, zip entries whose size follows them, other compressions, more files than are read."""

import csv
import io
import pathlib
import zipfile

import odf.table
import office
from office import OFFERS, TYPE, Case, document, docx_grid, docx_of, odf_cell, ods, ods_book, odt_grid, openpyxl_book, pairs, paragraphs, raw_docx, raw_odt, shown, w_lines, w_paragraph, w_run, xlsx

# Headings

HEADINGS = ["Intitulé poste *", "Nom de l'entreprise", "Lieu (CP + ville)", "Type contrat", "Durée (mois)", "Durée hebdo (h)", "Salaire mensuel brut (€)", "Nbre postes", "Date début", "Date limite", "Contact", "Tél contact", "Mail de contact", "Réf.", "Descriptif"]
ROWS = [
    ["Préparateur de commandes (H/F)", "Logistique Rhodanienne", "69007 Lyon", "CDD", 8, 35, 1850, 2, OFFERS[0][5], OFFERS[0][5], "Mme Roux", "04 72 00 00 00", "emploi.diversite@ims.example", "A-1", "Préparer."],
    ["Cariste (H/F)", "Logistique Rhodanienne", "69100 Villeurbanne", "CDI", "", 28.5, "selon profil", 1, OFFERS[1][5], OFFERS[1][5], "", "", "emploi.diversite@ims.example", "A-2", "Conduire un chariot."],
]
READ = [
    {"title": ROWS[0][0], "postal_code": "69007", "contract": "CDD", "hours": "35 h", "salary": "1850 € brut par mois", "openings": 2, "contact": "emploi.diversite@ims.example"},
    {"title": ROWS[1][0], "postal_code": "69100", "contract": "CDI", "salary": "selon profil", "openings": 1, "contact": "emploi.diversite@ims.example"},
]


def separated(rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(shown(row) for row in rows)
    return out.getvalue().encode()


def export_cases():
    """What a program exports: telephones without their zero, its mark for a missing value, departments."""
    header = ["Intitulé", "Entreprise", "Ville", "Département", "Contrat", "Salaire", "Description", "Téléphone"]
    read = {"title": "Cariste (H/F)", "postal_code": None, "department": "93", "contract": "CDI", "salary": None}
    row = ["Cariste (H/F)", "Dépôt SA", "Saint-Denis", 93, "CDI", "nan", "Conduire.", 472112233]
    yield xlsx("with numbers that lost a zero", openpyxl_book(rows=[header, row]), [read])
    yield xlsx("with a missing company", openpyxl_book(rows=[header, [row[0], "NULL", *row[2:]]]), [], {"ligne 2": ["Entreprise"]})


def heading_cases():
    rows = [HEADINGS] + ROWS
    yield xlsx("with units in its headings", openpyxl_book(rows=rows), READ)
    yield Case("csv with units in its headings", [("offres.csv", separated(rows), "text/csv")], READ)
    near = ["Libellé du poste", "Société employeur", "Ville (lieu de travail)", "Type de contrat proposé", "Descriptif des missions"]
    yield xlsx("with headings that only resemble labels", openpyxl_book(rows=[near, [ROWS[1][i] for i in (0, 1, 2, 3, 14)]]), [{"title": ROWS[1][0], "postal_code": "69100", "contract": "CDI"}])
    yield xlsx("with units in its headings, downwards", openpyxl_book(rows=[list(column) for column in zip(*rows)]), READ)


# Documents


def section_cases():
    """Merged cells across a table of offers head its parts."""
    table = [office.HEADER, "Secteur Lyon", shown(OFFERS[0]), "Secteur Nice", shown(OFFERS[1])]
    across = [[(row, len(office.HEADER), 1)] if isinstance(row, str) else row for row in table]
    told = {"letter": ["Secteur Lyon", "Secteur Nice"]}
    yield document("with parts in a table of offers", docx_grid(across), OFFERS[:2], **told)
    yield document("with parts in a table of offers", odt_grid(across, False), OFFERS[:2], ending="odt", **told)

    def merged(book, sheet):
        for number in (2, 4):
            sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=8)

    plain = [[row] if isinstance(row, str) else row for row in table]
    yield xlsx("with parts in a table of offers", openpyxl_book(merged, plain), OFFERS[:2], **told)
    sheet = odf.table.Table(name="Offres")
    for row in plain:
        line = odf.table.TableRow()
        for cell in row:
            line.addElement(odf_cell(cell, **({"numbercolumnsspanned": 8} if len(row) == 1 else {})))
        sheet.addElement(line)
    yield ods("with parts in a table of offers", ods_book(sheet), OFFERS[:2], **told)
    yield xlsx("with an offer of which only the title is there", openpyxl_book(rows=[office.HEADER, [OFFERS[0][0]], OFFERS[1]]), OFFERS[1:2], {"ligne 2": ["Entreprise"]})


def check_box(is_ticked, state="checked"):
    told = {"checked": "<w:checked/>" if is_ticked else '<w:checked w:val="0"/>', "default": f'<w:default w:val="{int(is_ticked)}"/>', "both": f'<w:default w:val="{int(not is_ticked)}"/><w:checked w:val="{int(is_ticked)}"/>'}[state]
    return f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Case"/><w:checkBox><w:sizeAuto/>{told}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText xml:space="preserve"> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'


def check_box_cases():
    row = OFFERS[0]
    rest = w_lines(row, ["Contrat"])
    line = lambda first, second, **more: w_paragraph(w_run("Contrat : "), check_box(first, **more), w_run(" CDI "), check_box(second, **more), w_run(" Stage"))  # noqa: E731
    for state in ("checked", "default", "both"):
        yield document(f"with old check boxes, {state}", raw_docx(rest + line(True, False, state=state)), [row])
    yield document("with two old check boxes ticked", raw_docx(rest + line(True, True)), [], {"": ["Contrat"]})


def page_cases():
    one, row = OFFERS[:1], OFFERS[0]

    def with_pages(made):
        paragraphs(one)(made)
        made.sections[0].header.paragraphs[0].text = "Salaire : 5 000 €"
        made.sections[0].footer.paragraphs[0].text = "Lieu : 75001 Paris"

    yield document("with a page header and footer", docx_of(with_pages), one)
    lines = "".join(f"<text:p>{a} : {b}</text:p>" for a, b in pairs([*row[:7], "Préparer."]))
    master = '<office:document-styles {0}><office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Salaire : 5 000 €</text:p></style:header><style:footer><text:p>Lieu : 75001 Paris</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>'
    plain = raw_odt(lines)
    namespaces = zipfile.ZipFile(io.BytesIO(plain)).read("content.xml").decode().split("<office:document-content ")[1].split(">")[0]
    yield document("with a page header and footer", repacked(plain, more={"styles.xml": master.format(namespaces)}), one, ending="odt")
    yield document("with aligned colons", docx_of(lambda made: [made.add_paragraph(f"{a}\t: {b}") for a, b in pairs(row)]), one)


# Archives


class Unseekable(io.RawIOBase):
    """zipfile writes sizes behind the data when it can't go back."""

    def __init__(self):
        super().__init__()
        self.whole = io.BytesIO()

    def writable(self):
        return True

    def write(self, data):
        return self.whole.write(data)


def repacked(data, compression=zipfile.ZIP_DEFLATED, out=None, more=None):
    target = out or io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", compression) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name))
        for name, text in (more or {}).items():
            archive.writestr(name, text)
    return target.whole.getvalue() if out else target.getvalue()


def archive_cases():
    book, sheet = docx_of(paragraphs(OFFERS[:1])), openpyxl_book()
    yield xlsx("with sizes behind the data", repacked(sheet, out=Unseekable()))
    yield document("with sizes behind the data", repacked(book, out=Unseekable()), OFFERS[:1])
    yield xlsx("stored", repacked(sheet, zipfile.ZIP_STORED))
    for name, method in (("bzip2", zipfile.ZIP_BZIP2), ("LZMA", zipfile.ZIP_LZMA)):
        yield xlsx(f"compressed by {name}", repacked(sheet, method), [], letter=["offres.xlsx", "endommagé"])
        yield document(f"compressed by {name}", repacked(book, method), [], letter=["fiche.docx", "endommagé"])


def numbered(i):
    row = OFFERS[0]
    return openpyxl_book(rows=[["Intitulé", "Entreprise", "Lieu", "Contrat", "Description"], [f"Agent {i} (H/F)", *row[1:4], row[7]]])


def many_files_cases():
    files = [(f"offres-{i}.xlsx", numbered(i), TYPE) for i in range(1, 12)]
    yield Case("eleven files", files, [{"title": f"Agent {i} (H/F)"} for i in range(1, 11)], letter=["offres-11.xlsx", "10"])


def packed_cases():
    """Forms that are only in Outlook's winmail.dat (tests/fuzz/tnef.py)."""
    for name in ("body", "unicode", "rich", "html"):
        packed = (pathlib.Path(__file__).parents[2] / "fuzz" / "seeds" / "tnef" / name).read_bytes()
        read = [{"title": "Agent de propreté (H/F)", "postal_code": "69007"}]
        for text in ("\n", "Bonjour,\n", "Liste des partenaires\nhttps://listes.ims.example\n"):
            yield Case(f"winmail.dat of {name} below {text!r}", [("winmail.dat", packed, "application/ms-tnef")], read, text=text)


def cases():
    for some in (packed_cases, section_cases, export_cases, heading_cases, check_box_cases, page_cases, archive_cases, many_files_cases):
        yield from some()
