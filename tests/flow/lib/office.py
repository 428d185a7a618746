"""Office files of offers by real programs and by attackers, each with the expected result: offers as in the
register's view, and the fields to be asked back, by row of the file."""

import csv
import datetime
import io
import json
import pathlib
import zipfile

import docx
import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import xlsxwriter

HEADER = ["Intitulé", "Entreprise", "Lieu", "Contrat", "Durée", "Date limite", "Salaire", "Description"]
OFFERS = [
    ["Préparateur de commandes (H/F)", "Logistique Rhodanienne", "69007 Lyon", "CDI", "", datetime.date(2027, 1, 15), "1 900 € brut", "Préparer les commandes, charger les camions."],
    ["Serveur / Serveuse (H/F)", "Brasserie du Port", "06000 Nice", "CDD", "6 mois", datetime.date(2027, 2, 28), "SMIC", "Service en salle & terrasse."],
    ["Aide-soignant·e", "Clinique Saint-Rémi", "51100 Reims", "Intérim", "3 mois", datetime.date(2026, 12, 24), "12,50 € / h", "Soins « de jour », équipe de 4."],
]
NAMES = ["title", "company", "place", "contract", "duration", "deadline", "salary", "description"]
CODES = {"CDI": "CDI", "CDD": "CDD", "Intérim": "MIS"}
TYPE = "application/octet-stream"


def french(day):
    return day.strftime("%d/%m/%Y")


def shown(row):
    return [french(cell) if isinstance(cell, datetime.date) else cell for cell in row]


def truth(row):
    """The expected row of the view `offers`."""
    return {
        "title": row[0],
        "company": row[1],
        "postal_code": row[2].split()[0],
        "contract": CODES[row[3]],
        "deadline": row[5].isoformat(),
        "salary": row[6],
    }


class Case:
    def __init__(self, name, files, offers=OFFERS, faulty=None, text="Bonjour,\n\nVoici nos offres.\n", html=None, outcome=None, letter=(), subject="[OFFRE]"):
        self.name, self.files, self.text, self.html, self.subject = name, files, text, html, subject
        self.offers = [truth(row) if isinstance(row, list) else row for row in offers]
        self.faulty = faulty or {}  # how the letter names the row: labels it mentions
        self.outcome = outcome or ("accepted" if self.offers else "refused")
        self.letter = letter  # words in the answer


def zipped(parts, stored=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            data = text if isinstance(text, bytes) else text.encode()
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return out.getvalue()


# CSV


def comma_separated(rows, separator=";", encoding="utf-8", end="\r\n", before=""):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(shown(row) for row in rows)
    return (before + out.getvalue()).encode(encoding)


def csv_cases():
    table = [HEADER] + OFFERS
    plain = [[cell.replace("œ", "oe").replace("·", "-") if isinstance(cell, str) else cell for cell in row] for row in table]
    yield Case("csv semicolons", [("offres.csv", comma_separated(table), "text/csv")])
    yield Case("csv commas", [("offres.csv", comma_separated(table, ","), "text/csv")])
    yield Case("csv tabs", [("offres.csv", comma_separated(table, "\t"), "text/csv")])
    yield Case("csv with a mark", [("offres.csv", comma_separated(table, encoding="utf-8-sig"), "text/csv")])
    yield Case("csv in UTF-16 with tabs", [("offres.txt", comma_separated(table, "\t", "utf-16"), "text/plain")])
    yield Case("csv in UTF-16 big-endian", [("offres.csv", b"\xfe\xff" + comma_separated(table, "\t", "utf-16-be"), TYPE)])
    yield Case("csv in Windows-1252", [("offres.csv", comma_separated(table, encoding="cp1252"), "text/csv")])
    yield Case("csv in ISO-8859-15", [("offres.csv", comma_separated(plain, encoding="iso-8859-15"), "text/csv")], [{**truth(row), "title": row[0].replace("·", "-")} for row in OFFERS])
    yield Case("a file without a byte", [("offres.csv", b"", "text/csv")], [], letter=["offres.csv", "vide"])
    yield Case("csv in Mac Roman", [("offres.csv", comma_separated(table, encoding="mac-roman"), "text/csv")])
    yield Case("csv with sep=", [("offres.csv", comma_separated(table, ",", before="sep=,\r\n"), "text/csv")])
    yield Case("csv with old line ends", [("offres.csv", comma_separated(table, end="\n"), "text/csv")])
    yield Case("csv under another name", [("offres.xls", comma_separated(table, "\t"), "application/vnd.ms-excel")])
    yield Case("csv without a useful type", [("offres.dat", comma_separated(table), TYPE)])
    yield Case("csv with rows above and below", [("offres.csv", comma_separated([["Forum de Lyon"], [], ["Offres du mois"]] + table + [[], ["Total", 3], ["---", "---"], ["* Les postes sont à pourvoir de suite."]]), "text/csv")], letter=["Les postes sont à pourvoir de suite"])
    yield Case("csv with a row twice", [("offres.csv", comma_separated(table + [OFFERS[1]]), "text/csv")], letter=["répète"])
    yield Case("csv with cells beyond the header", [("offres.csv", comma_separated([row + ([] if i == 0 else ["urgent"] if i == 2 else []) for i, row in enumerate(table)]), "text/csv")], letter=["urgent"])
    yield Case("csv with a faulty row", [("offres.csv", comma_separated([HEADER, OFFERS[0], OFFERS[1][:3] + ["bénévolat"] + OFFERS[1][4:], OFFERS[2]]), "text/csv")], [OFFERS[0], OFFERS[2]], {"ligne 3": ["Contrat"]})
    yield Case("csv without header", [("offres.csv", comma_separated(OFFERS), "text/csv")], [], letter=["offres.csv"])
    yield Case("csv with errors in cells", [("offres.csv", comma_separated([HEADER, OFFERS[0], OFFERS[1][:6] + ["#N/A"] + OFFERS[1][7:], OFFERS[2][:5] + ["########"] + OFFERS[2][6:]]), "text/csv")], [OFFERS[0]], {"ligne 3": ["Salaire"], "ligne 4": ["Date limite"]})
    yield Case("csv with an open quote", [("offres.csv", comma_separated(table) + '"Soudeur;ACME\r\n'.encode(), "text/csv")], letter=["guillemet"])
    split = [HEADER[:2] + ["CP", "Ville"] + HEADER[3:]] + [row[:2] + [row[2].split()[0].lstrip("0"), row[2].split()[1]] + row[3:] for row in OFFERS]
    yield Case("csv with postal codes that lost their zero", [("offres.csv", comma_separated(split), "text/csv")])
    wrong = [list(row) for row in split]
    wrong[1][2] = "6000"
    yield Case("csv with a postal code of another town", [("offres.csv", comma_separated(wrong), "text/csv")], OFFERS[1:], {"ligne 2": ["Lieu"]})
    crossed = [HEADER[:3] + ["CDI", "CDD", "Intérim"] + HEADER[4:]] + [row[:3] + ["x" if row[3] == name else "" for name in ("CDI", "CDD", "Intérim")] + row[4:] for row in OFFERS]
    yield Case("csv with a column a contract", [("offres.csv", comma_separated(crossed), "text/csv")])
    double = [list(row) for row in crossed]
    double[1][4] = "X"
    yield Case("csv with two crosses", [("offres.csv", comma_separated(double), "text/csv")], OFFERS[1:], {"ligne 2": ["Contrat"]})
    numbers = [HEADER] + [row[:5] + [46037] + row[6:] for row in OFFERS[:1]] + OFFERS[1:]
    yield Case("csv with a date that is a number", [("offres.csv", comma_separated(numbers), "text/csv")], OFFERS[1:], {"ligne 2": ["Date limite"]})
    yield Case("csv with labels downwards", [("offres.csv", comma_separated([list(column) for column in zip(*table)]), "text/csv")])
    yield Case("two files, one of them a PDF", [("offres.csv", comma_separated(table), "text/csv"), ("fiche.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")], letter=["fiche.pdf"])
    yield Case("a PDF alone", [("fiche.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")], [], outcome="refused", letter=["fiche.pdf", "PDF", "XLSX"])
    yield Case("a PDF alone, without a tag", [("fiche.pdf", b"%PDF-1.4\n%%EOF\n", "application/pdf")], [], outcome="refused", letter=["fiche.pdf", "PDF", "XLSX"], subject="Nos offres")
    yield Case("a table without a tag", [("offres.csv", comma_separated(table), "text/csv")], subject="Nos offres")
    yield Case("an old workbook", [("offres.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le") + b"\0" * 600, "application/vnd.ms-excel")], [], letter=["offres.xls", "Excel 97-2003"])
    yield Case("an encrypted workbook", [("offres.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, TYPE)], [], letter=["offres.xlsx", "mot de passe"])
    yield Case("a workbook of XML 2003", [("offres.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "text/xml")], [], letter=["offres.xls", "XML 2003"])
    yield Case("rich text", [("fiche.rtf", b"{\\rtf1\\ansi Intitul\\'e9 : Vendeur}", "application/rtf")], [], letter=["fiche.rtf", "RTF"])
    yield Case("an archive", [("offres.zip", zipped({"offres.csv": "a;b"}), "application/zip")], [], letter=["offres.zip", "ZIP"])


# Headers of two rows: groups of labels, and labels below them.


def grouped_header():
    split = [row[:2] + row[2].split() + row[3:] for row in OFFERS]
    yield "groups above", [["Poste", "Entreprise", "Lieu", "", "Contrat", "", "", "", "Poste"], ["Intitulé", "Nom", "CP", "Ville", "Type", "Durée", *HEADER[5:]]] + split
    yield "labels that reach down", [HEADER[:3] + ["Contrat", "", "Clôture", *HEADER[6:]], ["", "", "", "Type", "Durée", "", "", ""]] + OFFERS
    yield "two groups that are labels", [["Forum", "", "", "Contrat"], HEADER[:3] + ["Nature", *HEADER[4:]]] + OFFERS


def grouped_header_cases():
    for name, rows in grouped_header():
        yield Case(f"csv with {name}", [("offres.csv", comma_separated(rows), "text/csv")])
        yield Case(f"xlsx with {name}", [("offres.xlsx", openpyxl_book(rows=rows), TYPE)])
        yield Case(f"docx with {name}", [("offres.docx", docx_grid([[str(part) for part in shown(row)] for row in rows]), TYPE)])


# XLSX


def workbook(write):
    out = io.BytesIO()
    write(out)
    return out.getvalue()


def openpyxl_book(change=None, rows=None):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Offres"
    for row in rows or [HEADER] + OFFERS:
        sheet.append([cell if cell != "" else None for cell in row])
    if change:
        change(book, sheet)
    return workbook(book.save)


def xlsxwriter_book(change=None, options=None, rows=None):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **(options or {})})
    sheet = book.add_worksheet("Offres")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for i, row in enumerate(rows or [HEADER] + OFFERS):
        for j, cell in enumerate(row):
            if isinstance(cell, datetime.date):
                sheet.write_datetime(i, j, datetime.datetime.combine(cell, datetime.time()), day)
            elif cell != "":
                sheet.write(i, j, cell)
    if change:
        change(book, sheet)
    book.close()
    return out.getvalue()


def xlsx(name, data, *more, **named):
    return Case("xlsx " + name, [("offres.xlsx", data, TYPE)], *more, **named)


def hide_row(number):
    def change(book, sheet):
        sheet.row_dimensions[number].hidden = True

    return change


def hidden_sheet(book, sheet):
    other = book.create_sheet("Brouillon")
    for row in [HEADER] + OFFERS:
        other.append(["caché " + str(cell) for cell in row])
    other.sheet_state = "hidden"


def hidden_column(book, sheet):
    sheet["I1"], sheet["I2"] = "Remarque", "ne pas publier"
    sheet.column_dimensions["I"].hidden = True


def second_sheet(book, sheet):
    other = book.create_sheet("Notes")
    other["A1"] = "Rien à lire"


def several_sheets(book, sheet):
    other = book.create_sheet("Reims")
    other.append(HEADER)
    other.append(["Vendeur (H/F)", "Mode Est", "51100 Reims", "CDI", None, datetime.date(2027, 3, 1), "SMIC", "Vendre."])


def comment(book, sheet):
    sheet["A2"].comment = openpyxl.comments.Comment("Lieu : Paris, salaire 5000", "RH")


def xlsx_cases():
    yield xlsx("by openpyxl", openpyxl_book())
    yield xlsx("by XlsxWriter", xlsxwriter_book())
    yield xlsx("by XlsxWriter without a table of strings", xlsxwriter_book(options={"constant_memory": True}))
    yield xlsx("in the system of 1904", xlsxwriter_book(options={"date_1904": True}))
    yield xlsx("with a hidden row", openpyxl_book(hide_row(3)), [OFFERS[0], OFFERS[2]], letter=["une ligne masquée"])
    yield xlsx("with a hidden sheet", openpyxl_book(hidden_sheet), letter=["feuilles masquées"])
    yield xlsx("with a hidden column", openpyxl_book(hidden_column), letter=["colonnes masquées"])
    yield xlsx("with a sheet of notes", openpyxl_book(second_sheet), letter=["Notes"])
    yield xlsx("with two sheets of offers", openpyxl_book(several_sheets), OFFERS + [{"title": "Vendeur (H/F)", "postal_code": "51100"}])
    yield xlsx("with a comment", openpyxl_book(comment))
    yield xlsx("with rows above", openpyxl_book(rows=[["Offres du forum"], [], ["Lyon, janvier"]] + [HEADER] + OFFERS), letter=["Offres du forum"])
    yield xlsx("with a header in the 21st row", openpyxl_book(rows=[["x"]] * 25 + [HEADER] + OFFERS), [], letter=["offres.xlsx"])
    yield Case("xlsx under another name", [("offres.pdf", openpyxl_book(), "application/pdf")])
    yield xlsx("with labels downwards", openpyxl_book(rows=[list(column) for column in zip(*([HEADER] + OFFERS))]))
    split = [HEADER[:2] + ["Code postal", "Ville"] + HEADER[3:]] + [row[:2] + [int(row[2].split()[0]), row[2].split()[1]] + row[3:] for row in OFFERS]
    yield xlsx("with postal codes as numbers", openpyxl_book(rows=split))

    def zeros(book, sheet):
        for i in range(2, 5):
            sheet.cell(i, 3).number_format = "00000"

    yield xlsx("with postal codes by their format", openpyxl_book(zeros, split))
    salaries = [row[:6] + [1900.5] + row[7:] for row in OFFERS]

    def euros(book, sheet):
        for i in range(2, 5):
            sheet.cell(i, 7).number_format = '#,##0.00\\ "€"'

    yield xlsx("with amounts by their format", openpyxl_book(euros, [HEADER] + salaries), [{**truth(row), "salary": "1 900,50 €"} for row in OFFERS])
    bare = [HEADER] + [row[:5] + [46037] + row[6:] for row in OFFERS[:1]] + OFFERS[1:]
    yield xlsx("with a date that is a number", openpyxl_book(rows=bare), OFFERS[1:], {"ligne 2": ["Date limite"]})

    def formula(book, sheet):
        sheet["G2"] = "=A1&B1"

    yield xlsx("with a formula without its value", openpyxl_book(formula), OFFERS[1:], {"ligne 2": ["Salaire"]})

    def computed(book, sheet):
        sheet.write_formula(1, 6, '="1 900 €"&" brut"', None, "1 900 € brut")
        sheet.write_formula(2, 6, "=NA()", None, "#N/A")

    yield xlsx("with formulas and their values", xlsxwriter_book(computed), [OFFERS[0], OFFERS[2]], {"ligne 3": ["Salaire"]})

    def rich(book, sheet):
        struck, bold = book.add_format({"font_strikeout": True}), book.add_format({"bold": True})
        sheet.write_rich_string(1, 6, struck, "5 000 €", " ", bold, "1 900 € ", "brut")

    yield xlsx("with struck-out runs", xlsxwriter_book(rich))

    def struck_cell(book, sheet):
        sheet.write(2, 6, "9 999 €", book.add_format({"font_strikeout": True}))

    yield xlsx("with a struck-out cell", xlsxwriter_book(struck_cell), [OFFERS[0], {**truth(OFFERS[1]), "salary": None}, OFFERS[2]])
    crossed = [HEADER[:3] + ["CDI", "CDD", "Intérim"] + HEADER[4:]] + [row[:3] + ["X" if row[3] == name else "" for name in ("CDI", "CDD", "Intérim")] + row[4:] for row in OFFERS]
    yield xlsx("with a column a contract", openpyxl_book(rows=crossed))
    many = [HEADER] + [[f"Vendeur {i} (H/F)"] + OFFERS[0][1:] for i in range(50)]
    yield xlsx("with fifty offers", openpyxl_book(rows=many), [{"title": f"Vendeur {i} (H/F)"} for i in range(50)])
    yield from raw_xlsx_cases()


RELS = '<?xml version="1.0" encoding="UTF-8"?>\r<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relation(name, kind, target):
    return f'<Relationship Id="{name}" Type="{OFFICE}{kind}" Target="{target}"/>'


def escaped(text):
    return str(text).replace("&", "&amp;").replace("<", "&lt;")


def inline(cell):
    return f'<c t="inlineStr"><is><t>{escaped(cell)}</t></is></c>'


def sheet_xml(rows, cell=inline, row="<row>%s</row>", prefix=""):
    body = "".join(row % "".join(cell(c) for c in shown(r)) for r in rows)
    return f'<?xml version="1.0"?>\r<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def raw_book(sheet, target="worksheets/sheet1.xml", path="xl/worksheets/sheet1.xml", more=None, workbook=None, relations=""):
    parts = {
        "_rels/.rels": RELS % relation("r1", "officeDocument", "/xl/workbook.xml"),
        "xl/workbook.xml": workbook or f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE[:-1]}"><sheets><sheet name="Feuil1" sheetId="1" r:id="a"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": RELS % (relation("a", "worksheet", target) + relations),
        path: sheet,
        **(more or {}),
        "[Content_Types].xml": "<Types/>",
    }
    return zipped(parts)


def raw_xlsx_cases():
    table = [HEADER] + OFFERS
    yield xlsx("without references", raw_book(sheet_xml(table)))
    yield xlsx("with absolute targets", raw_book(sheet_xml(table), target="/xl/worksheets/sheet1.xml"))
    yield xlsx("with another folder", raw_book(sheet_xml(table), target="../feuilles/un.xml", path="feuilles/un.xml"))
    prefixed = sheet_xml(table).replace("<worksheet xmlns=", "<x:worksheet xmlns:x=")
    for name in ("sheetData", "row", "c", "is", "t"):
        prefixed = prefixed.replace(f"<{name}>", f"<x:{name}>").replace(f"</{name}>", f"</x:{name}>").replace(f"<{name} ", f"<x:{name} ")
    yield xlsx("with a prefix", raw_book(prefixed.replace("</worksheet>", "</x:worksheet>")))
    strings = [c for r in table for c in shown(r)]
    shared = f'<sst xmlns="{MAIN}">' + "".join(f"<si><r><t>{escaped(s[:2])}</t></r><r><t xml:space=\"preserve\">{escaped(s[2:])}</t></r><rPh sb=\"0\" eb=\"1\"><t>phonétique</t></rPh></si>" for s in strings) + "</sst>"
    index = iter(range(len(strings)))
    yield xlsx("with shared strings in another case", raw_book(sheet_xml(table, lambda c: f'<c t="s"><v>{next(index)}</v></c>'), more={"xl/SharedStrings.xml": shared}, relations=relation("s", "sharedStrings", "sharedStrings.xml")))
    yield xlsx("with strings as values", raw_book(sheet_xml(table, lambda c: f'<c t="str"><v>{escaped(c)}</v></c>')))
    yield xlsx("with escapes", raw_book(sheet_xml(table, lambda c: inline(str(c).replace("&", "_x0026_")))))
    yield xlsx("with a wrong dimension", raw_book(sheet_xml(table).replace("<sheetData>", '<dimension ref="A1"/><sheetData>')))
    yield xlsx("with empty strings", raw_book(sheet_xml(table).replace("<t></t>", "")))
    yield xlsx("with ISO dates", raw_book(sheet_xml([HEADER] + [[c.isoformat() if isinstance(c, datetime.date) else c for c in r] for r in OFFERS], lambda c: f'<c t="d"><v>{c}</v></c>' if str(c)[:2] == "20" else inline(c))))
    yield xlsx("with a flaw in a part that nobody needs", raw_book(sheet_xml(table), more={"docProps/core.xml": "<broken"}))
    # Hostile ones.
    yield xlsx("with a document type", raw_book(sheet_xml(table).replace("<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet', 1)), [], letter=["offres.xlsx", "déclaration"])
    yield xlsx("of 1,000 levels", raw_book(f'<worksheet xmlns="{MAIN}"><sheetData>' + "<row>" * 1000 + "</row>" * 1000 + "</sheetData></worksheet>"), [], letter=["offres.xlsx", "64"])
    cells = "".join(f'<row>{"<c><v>1</v></c>" * 1000}</row>' for _ in range(1000))
    yield xlsx("of a million cells", raw_book(f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'), [], letter=["offres.xlsx", "200"])
    yield xlsx("that is a bomb", raw_book(b"<worksheet>" + b" " * (300 << 20) + b"</worksheet>"), [], letter=["offres.xlsx", "64"])
    yield xlsx("with a cell of 40,000 characters", raw_book(sheet_xml([HEADER, OFFERS[0][:7] + ["x" * 40000]])), [], letter=["offres.xlsx", "32"])
    yield xlsx("of 3,000 entries", raw_book(sheet_xml(table), more={f"xl/media/{i}.png": "x" for i in range(3000)}), [], letter=["offres.xlsx", "2"])
    out = io.BytesIO(raw_book(sheet_xml(table)))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", sheet_xml([HEADER]))
    yield xlsx("with two entries of a name", out.getvalue(), [], letter=["offres.xlsx"])
    good = bytearray(zipped({"x": "y"}))
    yield xlsx("with two directories", raw_book(sheet_xml(table)) + bytes(good), [], letter=["offres.xlsx"])
    broken = bytearray(raw_book(sheet_xml(table)))
    at = broken.find(b"xl/worksheets/sheet1.xml") + 40
    broken[at] ^= 0xFF
    yield xlsx("that is damaged", bytes(broken), [], letter=["offres.xlsx"])
    yield xlsx("that is cut", raw_book(sheet_xml(table))[:-200], [], letter=["offres.xlsx"])


# ODS


def odf_cell(cell, **named):
    if isinstance(cell, datetime.date):
        made = odf.table.TableCell(valuetype="date", datevalue=cell.isoformat(), **named)
    elif isinstance(cell, (int, float)):
        made = odf.table.TableCell(valuetype="float", value=cell, **named)
    elif cell == "":
        return odf.table.TableCell(**named)
    else:
        made = odf.table.TableCell(valuetype="string", **named)
    for line in str(french(cell) if isinstance(cell, datetime.date) else cell).split("\n"):
        made.addElement(odf.text.P(text=line))
    return made


def odf_table(rows, name="Offres", hidden=(), repeated=None, **named):
    table = odf.table.Table(name=name, **named)
    table.addElement(odf.table.TableColumn(numbercolumnsrepeated=16384))
    for i, row in enumerate(rows):
        more = {"visibility": "collapse"} if i in hidden else {}
        if repeated and i in repeated:
            more["numberrowsrepeated"] = repeated[i]
        line = odf.table.TableRow(**more)
        for cell in row:
            line.addElement(odf_cell(cell))
        line.addElement(odf.table.TableCell(numbercolumnsrepeated=16000))
        table.addElement(line)
    last = odf.table.TableRow(numberrowsrepeated=1000000)
    last.addElement(odf.table.TableCell(numbercolumnsrepeated=16384))
    table.addElement(last)
    return table


def ods_book(*tables):
    book = odf.opendocument.OpenDocumentSpreadsheet()
    for table in tables:
        book.spreadsheet.addElement(table)
    return workbook(book.write)


def ods(name, data, *more, **named):
    return Case("ods " + name, [("offres.ods", data, TYPE)], *more, **named)


def ods_cases():
    table = [HEADER] + OFFERS
    yield ods("by odfpy", ods_book(odf_table(table)))
    yield ods("with a hidden row", ods_book(odf_table(table, hidden=[2])), [OFFERS[0], OFFERS[2]], letter=["une ligne masquée"])
    yield ods("with two sheets", ods_book(odf_table(table), odf_table([["Rien"]], "Notes")), letter=["Notes"])
    yield ods("with empty rows that repeat", ods_book(odf_table([table[0], []] + OFFERS, repeated={1: 5000})))
    yield ods("with a row that repeats", ods_book(odf_table(table, repeated={2: 1000})))
    yield ods("with a faulty row", ods_book(odf_table([HEADER, OFFERS[0], OFFERS[1][:2] + ["99999 Nulleville"] + OFFERS[1][3:]])), [OFFERS[0]], {"ligne 3": ["Lieu"]})
    split = [HEADER[:2] + ["Code postal", "Commune"] + HEADER[3:]] + [row[:2] + [int(row[2].split()[0]), row[2].split()[1]] + row[3:] for row in OFFERS]
    yield ods("with postal codes as numbers", ods_book(odf_table(split)))
    yield ods("with labels downwards", ods_book(odf_table([list(column) for column in zip(*table)])))
    encrypted = ods_book(odf_table(table))
    parts = {}
    with zipfile.ZipFile(io.BytesIO(encrypted)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts["META-INF/manifest.xml"] = parts["META-INF/manifest.xml"].replace(b"<manifest:file-entry", b"<manifest:encryption-data/><manifest:file-entry", 1)
    yield ods("that is encrypted", zipped(parts), [], letter=["offres.ods", "mot de passe"])
    floats = parts["content.xml"].decode().replace('office:value-type="date" office:date-value="2027-01-15"', 'office:value-type="float" office:value="46037"').replace("<text:p>15/01/2027", "<text:p>1/15/27")
    parts["content.xml"] = floats.encode()
    del parts["META-INF/manifest.xml"]
    yield ods("with a date as SheetJS writes it", zipped(parts), OFFERS[1:], {"ligne 2": ["Date limite"]})


# Documents: one offer unless stated otherwise


def pairs(row):
    return [(label, text) for label, text in zip(HEADER, shown(row)) if text]


def docx_of(write):
    document = docx.Document()
    write(document)
    return workbook(document.save)


def document(name, data, *more, ending="docx", **named):
    return Case(f"{ending} {name}", [(f"fiche.{ending}", data, TYPE)], *more, **named)


def paragraphs(rows, before=()):
    def write(made):
        made.add_heading("Fiche de poste")
        for label, text in before:
            made.add_paragraph(f"{label} : {text}")
        for row in rows:
            for label, text in pairs(row):
                made.add_paragraph(f"{label} : {text}")

    return write


def parts_below_headings(row):
    def write(made):
        made.add_heading("I. Le poste", 1)
        made.add_paragraph(f"Intitulé : {row[0]}")
        made.add_heading("II. L'entreprise", 1)
        made.add_paragraph(f"Nom : {row[1]}")
        made.add_paragraph(f"Lieu : {row[2]}")
        made.add_heading("III. Contrat", 1)
        table = made.add_table(0, 2)
        for part in (("Type", row[3]), ("Durée", row[4]), ("Date limite", french(row[5]))):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = part
        made.add_heading("Rémunération", 1)
        made.add_paragraph(row[6])
        made.add_heading("Vos missions", 1)
        made.add_paragraph("Prendre les commandes", style="List Bullet")
        made.add_paragraph(row[7], style="List Bullet")

    return write


def two_columns(row):
    def write(made):
        table = made.add_table(0, 2)
        for label, text in pairs(row):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, text

    return write


def four_columns(row):
    def write(made):
        cells = [part for pair in pairs(row) for part in pair]
        table = made.add_table(0, 4)
        for i in range(0, len(cells), 4):
            line = table.add_row().cells
            for j, text in enumerate(cells[i : i + 4]):
                line[j].text = text

    return write


def table_of(rows):
    def write(made):
        made.add_paragraph("Nos offres :")
        table = made.add_table(0, len(HEADER))
        for row in [HEADER] + rows:
            for cell, text in zip(table.add_row().cells, shown(row)):
                cell.text = text

    return write


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="wps" xmlns:v="v"'


def raw_docx(body):
    return zipped(
        {
            "_rels/.rels": RELS % relation("r1", "officeDocument", "word/document.xml"),
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "[Content_Types].xml": "<Types/>",
        }
    )


def w_run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


def w_paragraph(*runs):
    return f'<w:p>{"".join(runs)}</w:p>'


def w_lines(row, skip=()):
    return "".join(w_paragraph(w_run(f"{label} : {text}")) for label, text in pairs(row) if label not in skip)


def docx_cases():
    one = OFFERS[:1]
    row = OFFERS[0]
    yield document("in paragraphs", docx_of(paragraphs(one)), one)
    yield document("in two columns", docx_of(two_columns(row)), one)
    yield document("in four columns", docx_of(four_columns(row)), one)
    yield document("of several offers", docx_of(paragraphs(OFFERS)), OFFERS)
    yield document("of parts below headings", docx_of(parts_below_headings(OFFERS[1])), OFFERS[1:2])
    yield document("with an address of the company, too", docx_of(paragraphs(one, [("Adresse", "3 quai du Port, 13001 Marseille")])), [], {"": ["Lieu"]})
    common = [[r[0], ""] + r[2:] for r in OFFERS]
    yield document("with a common company", docx_of(paragraphs(common, [("Entreprise", "Réseau Est")])), [{**truth(r), "company": "Réseau Est"} for r in OFFERS], letter=["vaut aussi"])
    yield document("with a table of offers", docx_of(table_of(OFFERS)), OFFERS)
    yield document("without a tag", docx_of(paragraphs(one)), one, subject="Fiche de poste")
    yield document("completed by the text", docx_of(paragraphs([row[:1] + [""] + row[2:]])), one, text="Bonjour,\n\nEntreprise : Logistique Rhodanienne\n")
    yield document("contradicted by the text", docx_of(paragraphs(one)), [], {"": ["Entreprise"]}, text="Bonjour,\n\nEntreprise : Autre SA\n")
    yield document("and the same in the text", docx_of(paragraphs(one)), one, text="\n".join(f"{a} : {b}" for a, b in pairs(row)))
    cell = lambda text: f"<w:tc>{w_paragraph(w_run(text))}</w:tc>"  # noqa: E731
    rest = w_lines(row, ["Salaire"])
    salary = [w_run("Salaire : ")]
    yield document("with a deletion and an insertion", raw_docx(rest + w_paragraph(*salary, f'<w:del><w:r><w:delText>5 000 €</w:delText></w:r></w:del><w:ins>{w_run(row[6])}</w:ins>')), one)
    yield document("with moved text", raw_docx(rest + w_paragraph(*salary, f"<w:moveFrom>{w_run('5 000 €')}</w:moveFrom><w:moveTo>{w_run(row[6])}</w:moveTo>")), one)
    yield document("with struck-out text", raw_docx(rest + w_paragraph(*salary, w_run("5 000 € ", "<w:strike/>"), w_run(row[6]))), one)
    yield document("with hidden text", raw_docx(rest + w_paragraph(*salary, w_run("5 000 € ", "<w:vanish/>"), w_run(row[6]))), one)
    yield document("with text that is not struck out", raw_docx(rest + w_paragraph(*salary, w_run(row[6], '<w:strike w:val="0"/>'))), one)
    control = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{w_run(row[6])}</w:sdtContent></w:sdt>"
    yield document("with a content control", raw_docx(rest + w_paragraph(*salary, control)), one)
    yield document("with a hint", raw_docx(rest + w_paragraph(*salary, control.replace("<w:text/>", "<w:showingPlcHdr/>").replace(row[6], "Cliquez ici"))), [{**truth(row), "salary": None}])
    hinted = lambda part: f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell(part)}</w:sdtContent></w:sdt>"  # noqa: E731
    lines = [HEADER, shown(row), shown(OFFERS[1])]
    cells = "".join("<w:tr>" + "".join(hinted("Cliquez ici") if i and HEADER[j] == "Salaire" else cell(part) for j, part in enumerate(line)) + "</w:tr>" for i, line in enumerate(lines))
    yield document("with hints in cells of a table", raw_docx(f"<w:tbl>{cells}</w:tbl>"), [{**truth(r), "salary": None} for r in OFFERS[:2]])
    yield document("with everything in a control", raw_docx(f"<w:sdt><w:sdtContent>{w_lines(row)}</w:sdtContent></w:sdt>"), one)
    rows = "".join(f"<w:tr>{cell(a)}{cell(b)}</w:tr>" for a, b in pairs(row))
    yield document("with a control round rows", raw_docx(f"<w:tbl><w:sdt><w:sdtContent>{rows}</w:sdtContent></w:sdt></w:tbl>"), one)
    controlled = "".join(f"<w:tr>{cell(a)}<w:sdt><w:sdtContent>{cell(b)}</w:sdtContent></w:sdt></w:tr>" for a, b in pairs(row))
    yield document("with controls round cells", raw_docx(f"<w:tbl>{controlled}</w:tbl>"), one)
    deleted = f'<w:tr><w:trPr><w:del/></w:trPr>{cell("Salaire")}{cell("5 000 €")}</w:tr>'
    yield document("with a deleted row", raw_docx(f"<w:tbl>{deleted}{rows}</w:tbl>"), one)
    box = f"<w:txbxContent>{w_lines(row)}</w:txbxContent>"
    yield document("with a text box stored twice", raw_docx(f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"), one)
    yield document("with an old text box", raw_docx(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>"), one)
    nested = f"<w:tbl><w:tr><w:tc>{w_paragraph(w_run('Logo'))}</w:tc><w:tc><w:tbl>{rows}</w:tbl><w:p/></w:tc></w:tr></w:tbl>"
    yield document("with a table in a layout table", raw_docx(nested), one)
    breaks = "<w:p><w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{escaped(a)} : {escaped(b)}</w:t>' for a, b in pairs(row)) + "</w:r></w:p>"
    yield document("with line breaks", raw_docx(breaks), one)
    merged = '<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Salaire : </w:t></w:r></w:p>' + w_paragraph(w_run(row[6]))
    yield document("with a deleted paragraph mark", raw_docx(rest + merged), one)
    yield document("that announces nothing", docx_of(lambda made: made.add_paragraph("Bonjour")), [], letter=["fiche.docx"])


# Forms and tables with merged cells, as in companies' job descriptions. A cell is its text, or text, columns
# and rows.


def laid_out():
    row, one = OFFERS[0], OFFERS[:1]
    labels, texts = zip(*pairs(row))
    three = [shown(offer) for offer in OFFERS]
    shared = [[r[0], row[1]] + r[2:] for r in OFFERS]
    bands = lambda n: [line for i in range(0, len(labels), n) for line in (labels[i : i + n], texts[i : i + n])]  # noqa: E731
    yield "headings across", [[("Le poste", 2, 1)], *pairs(row)[:4], [("Les conditions", 2, 1)], *pairs(row)[4:]], one
    yield "parts that name their rows", [[("Le poste", 2, 1)], *pairs(row)[:1], ["Lieu", row[2]], [("L'EMPLOYEUR", 2, 1)], ["Nom", row[1]], [("CONTRAT", 2, 1)], ["Type", "CDI"], *pairs(row)[4:]], one
    yield "wide labels", [[(a, 2, 1), (b, 3, 1)] for a, b in pairs(row)], one
    yield "labels above values", bands(len(labels)), one
    yield "labels above values, two a row", bands(2), one
    yield "labels above values, three a row", bands(3), one
    yield "labels above values in one column", bands(1), one
    yield "labels above values and beside them", [labels[:3], texts[:3], *([a, (b, 2, 1)] for a, b in pairs(row)[3:])], one
    yield "values beside labels and below them", [*([a, (b, 2, 1)] for a, b in pairs(row)[:4]), labels[4:], texts[4:]], one
    yield "a text below its label", [labels[:6], texts[:6], [("Description", 6, 1)], [(texts[6], 6, 1)]], one
    yield "empty values", [["Intitulé", "Entreprise", "Lieu"], texts[:3], ["Contrat", "Salaire", "Horaires"], ["CDI", "", ""], ["Date limite", "Niveau", "Description"], [texts[4], "", texts[6]]], [{**truth(row), "salary": None}]
    yield "a label beside several rows", [*pairs(row)[:6], [("Description", 1, 2), "Préparer les commandes"], ["Charger les camions"]], one
    yield "headings beside several rows", [[("Le poste", 1, 3), *pairs(row)[0]], *pairs(row)[1:3], [("Contrat", 1, 4), *pairs(row)[3]], *pairs(row)[4:]], one
    yield "colons and numbers in columns", [[str(i), a, ":", b] for i, (a, b) in enumerate(pairs(row), 1)], one
    yield "labels and values in the same cells", [[f"{a}\n{b}" for a, b in pairs(row)[i : i + 2]] for i in range(0, len(labels), 2)], one
    yield "a company for all offers", [HEADER, [three[0][0], (row[1], 1, 3), *three[0][2:]], *([r[0], *r[2:]] for r in three[1:])], shared
    yield "headings above the header", [[("Poste", 3, 1), ("Conditions", 5, 1)], HEADER, *three], OFFERS
    yield "an offer without its title", [HEADER, three[0], ["", *three[1][1:]], three[2]], [OFFERS[0], OFFERS[2]]


def spread(rows):
    """The rows with an entry for each column: the cell that starts there, "beside" or "above" where it is
    covered by a merged one."""
    grid = [{} for _ in rows]
    for i, line in enumerate(rows):
        for part in line:
            text, columns, down = part if isinstance(part, tuple) else (part, 1, 1)
            at = next(n for n in range(100) if n not in grid[i])
            for covered in range(i, i + down):
                for n in range(at, at + columns):
                    grid[covered][n] = "beside" if n > at else "above"
            grid[i][at] = (text, columns, down)
    return [[line[n] for n in sorted(line)] for line in grid]


def docx_grid(rows):
    def cell(part, columns, merge):
        written = "".join(w_paragraph(w_run(line)) for line in part.split("\n"))
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{merge}<w:tcPrChange><w:tcPr><w:gridSpan w:val="7"/></w:tcPr></w:tcPrChange></w:tcPr>{written}</w:tc>'

    lines = ("".join(cell("", 1, "<w:vMerge/>") if part == "above" else cell(part[0], part[1], '<w:vMerge w:val="restart"/>' if part[2] > 1 else "") for part in line if part != "beside") for line in spread(rows))
    return raw_docx("<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>")


def odt_grid(rows, is_covered_left_out):
    def cell(part):
        if isinstance(part, str):
            return "" if is_covered_left_out else "<table:covered-table-cell/>"
        written = "".join(f"<text:p>{escaped(line)}</text:p>" for line in part[0].split("\n"))
        return f'<table:table-cell table:number-columns-spanned="{part[1]}" table:number-rows-spanned="{part[2]}">{written}</table:table-cell>'

    lines = ("".join(map(cell, line)) for line in spread(rows))
    return raw_odt("<table:table>" + "".join(f"<table:table-row>{line}</table:table-row>" for line in lines) + "</table:table>")


def laid_out_cases():
    for name, rows, offers in laid_out():
        yield document(f"with {name}", docx_grid(rows), offers)
        yield document(f"with {name}", odt_grid(rows, False), offers, ending="odt")
        yield document(f"with {name}, as pandoc", odt_grid(rows, True), offers, ending="odt")


def odt_of(write):
    made = odf.opendocument.OpenDocumentText()
    write(made)
    return workbook(made.write)


def odt_lines(rows):
    def write(made):
        for row in rows:
            for label, text in pairs(row):
                made.text.addElement(odf.text.P(text=f"{label} : {text}"))

    return write


def odt_table(row):
    def write(made):
        table = odf.table.Table()
        table.addElement(odf.table.TableColumn(numbercolumnsrepeated=2))
        for label, text in pairs(row):
            line = odf.table.TableRow()
            for part in (label, text):
                cell = odf.table.TableCell()
                cell.addElement(odf.text.P(text=part))
                line.addElement(cell)
            table.addElement(line)
        made.text.addElement(table)

    return write


ODF = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in (("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("draw", "drawing"))) + ' xmlns:loext="loext"'


def raw_odt(body, styles=""):
    content = f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}, stored=("mimetype",))


def odt_cases():
    row, one = OFFERS[0], OFFERS[:1]
    lines = "".join(f"<text:p>{escaped(a)} : {escaped(b)}</text:p>" for a, b in pairs(row) if a != "Salaire")
    styles = '<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style><style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style>'
    more = {"ending": "odt"}
    yield document("in paragraphs", odt_of(odt_lines(one)), one, **more)
    yield document("in two columns", odt_of(odt_table(row)), one, **more)
    yield document("of several offers", odt_of(odt_lines(OFFERS)), OFFERS, **more)
    yield document("with tracked changes", raw_odt(f"<text:tracked-changes><text:changed-region><text:deletion><text:p>Salaire : 5 000 €</text:p></text:deletion></text:changed-region></text:tracked-changes>{lines}<text:p>Salaire : {row[6]}</text:p>"), one, **more)
    yield document("with struck-out text", raw_odt(f'{lines}<text:p>Salaire : <text:span text:style-name="T1">5 000 €</text:span> {row[6]}</text:p>', styles), one, **more)
    yield document("with hidden text", raw_odt(f'{lines}<text:p>Salaire : <text:span text:style-name="T2">5 000 €</text:span> {row[6]}</text:p>', styles), one, **more)
    yield document("with a hidden section", raw_odt(f'{lines}<text:section text:display="none"><text:p>Salaire : 5 000 €</text:p></text:section><text:p>Salaire : {row[6]}</text:p>'), one, **more)
    yield document("with a comment", raw_odt(f"{lines}<text:p>Salaire : <office:annotation><text:p>5 000 €</text:p></office:annotation>{row[6]}</text:p>"), one, **more)
    yield document("with a text box", raw_odt(f'<text:p>Fiche<draw:frame><draw:text-box>{lines}<text:p>Salaire : {row[6]}</text:p></draw:text-box></draw:frame></text:p>'), one, **more)
    yield document("with spaces and breaks", raw_odt(f'{lines}<text:p>Salaire<text:s/>:<text:s text:c="2"/>{row[6]}<text:line-break/></text:p>'), one, **more)
    yield document("with a placeholder", raw_odt(f"{lines}<text:p>Salaire : <text:placeholder>à remplir</text:placeholder></text:p>"), [{**truth(row), "salary": None}], **more)
    yield document("with a list", raw_odt(f"<text:list><text:list-item>{lines}</text:list-item></text:list><text:p>Salaire : {row[6]}</text:p>"), one, **more)


# JSON-LD


def posting(row, **more):
    code, town = row[2].split()
    return {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": row[0],
        "hiringOrganization": {"@type": "Organization", "name": row[1]},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "postalCode": code, "addressLocality": town, "addressCountry": "FR"}},
        "employmentType": row[3] + (f" de {row[4]}" if row[4] else ""),
        "validThrough": row[5].isoformat(),
        "baseSalary": row[6],
        "description": f"<p>{row[7]}</p>",
        **more,
    }


def json_ld(name, value, offers, *more, **named):
    data = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return [
        Case(f"json-ld part: {name}", [("offre.jsonld", data.encode(), "application/ld+json")], offers, *more, **named),
        Case(f"json-ld script: {name}", [], offers, *more, **{**named, "html": f'<html><head><script type="application/ld+json">{data}</script></head><body><p>Bonjour</p></body></html>'}),
    ]


def json_cases():
    row, one = OFFERS[0], OFFERS[:1]
    yield from json_ld("one", posting(row), one)
    yield from json_ld("without a tag", posting(row), one, subject="Offre")
    yield from json_ld("a graph", {"@graph": [posting(r) for r in OFFERS]}, OFFERS)
    yield from json_ld("a list of items", {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": posting(r)} for r in OFFERS]}, OFFERS)
    yield from json_ld("the type by its URL", posting(row, **{"@type": "http://schema.org/JobPosting"}), one)
    yield from json_ld("the type with a prefix", posting(row, **{"@type": ["schema:JobPosting"]}), one)
    yield from json_ld("only FULL_TIME", posting(row, employmentType="FULL_TIME"), [], {"": ["Contrat"]})
    yield from json_ld("only OTHER", posting(row, employmentType="OTHER"), [], {"": ["Contrat"]})
    yield from json_ld("FULL_TIME and a contract", posting(row, employmentType=["FULL_TIME", "CDI"]), one)
    yield from json_ld("valid until 23:59 elsewhere", posting(row, validThrough="2027-01-15T23:59:59-05:00"), one)
    yield from json_ld("valid until an instant", posting(row, validThrough="2027-01-14T23:30:00Z"), one)
    yield from json_ld("empty and null members", posting(row, validThrough="", baseSalary=None, workHours=""), [{"title": row[0], "salary": None}])
    yield from json_ld("a confidential employer", posting(row, hiringOrganization="confidential"), [], {"": ["Entreprise"]})
    yield from json_ld("abroad", posting(row, jobLocation={"address": {"addressLocality": "Bruxelles", "postalCode": "1000", "addressCountry": "BE"}}), [], {"": ["Lieu"]})
    yield from json_ld("a postal code as a number", posting(OFFERS[1], jobLocation={"address": {"addressLocality": "Nice", "postalCode": 6000, "addressCountry": "France"}}), OFFERS[1:2])
    yield from json_ld("markup escaped twice", posting(row, description="&amp;lt;p&amp;gt;Préparer&amp;lt;/p&amp;gt;"), one)
    yield from json_ld("a comma too many", json.dumps(posting(row), ensure_ascii=False)[:-1] + ",}", one)
    yield from json_ld("a semicolon", json.dumps(posting(row), ensure_ascii=False) + ";", one)
    yield from json_ld("CDATA", "//<![CDATA[\n" + json.dumps(posting(row), ensure_ascii=False) + "\n//]]>", one)
    yield from json_ld("a comment", "/* offre */" + json.dumps(posting(row), ensure_ascii=False), one)
    yield from json_ld("a raw line break", json.dumps(posting(row), ensure_ascii=False).replace("charger", "charger\n"), one)
    yield from json_ld("cut off", json.dumps(posting(row), ensure_ascii=False)[:-60], [], letter=["JSON-LD"])
    yield from json_ld("as the main entity of a page", {"@type": "WebPage", "mainEntity": posting(row)}, one)
    salary = {"@type": "MonetaryAmount", "currency": "EUR", "value": {"minValue": 1900, "maxValue": 2100.5, "unitText": "MONTH"}}
    yield from json_ld("a range of pay", posting(row, baseSalary=salary), [{**truth(row), "salary": "1900 à 2100,5 € par mois"}])


# HTML and text


def html_table(rows):
    return "<table>" + "".join("<tr>" + "".join(f"<td>{escaped(c)}</td>" for c in shown(r)) + "</tr>" for r in rows) + "</table>"


def text_cases():
    table = [HEADER] + OFFERS
    blocks = "\n\n".join("\n".join(f"{a} : {b}" for a, b in pairs(row)) for row in OFFERS)
    yield Case("html table of offers", [], html=f"<p>Bonjour</p>{html_table(table)}<p>Cordialement</p>")
    headed = "".join(f"<h3>{a}</h3><p>{escaped(b)}</p>" for a, b in pairs(OFFERS[0]))
    yield Case("html headings", [], OFFERS[:1], html=f"<p>Bonjour</p>{headed}")
    yield Case("text with labels alone above their values", [], OFFERS[:1], text="Bonjour,\n\n" + "\n\n".join(f"{a}\n\n{b}" for a, b in pairs(OFFERS[0])))
    yield Case("text with parts", [], OFFERS[:1], text="LE POSTE\nIntitulé : {0}\nLieu : {2}\n\nL'ENTREPRISE\nNom : {1}\n\nLE CONTRAT\nType : {3}\nDate limite : {5}\nSalaire : {6}\n\nLES MISSIONS\n{7}\n".format(*shown(OFFERS[0])))
    yield Case("html table of offers without a tag", [], html=f"<p>Bonjour</p>{html_table(table)}", subject="Nos offres")
    faulty = [HEADER, OFFERS[0], OFFERS[1][:3] + ["bénévolat"] + OFFERS[1][4:]]
    yield Case("html table with a faulty row", [], [OFFERS[0]], {"Serveur": ["Contrat"]}, html=html_table(faulty))
    yield Case("several offers in a text", [], text=blocks)
    yield Case("several offers in a text, company first", [], text="\n\n".join("\n".join(f"{a} : {b}" for a, b in sorted(pairs(row), key=lambda p: p[0] != "Entreprise")) for row in OFFERS))
    yield Case("one company for all of a text", [], [{**truth(r), "company": "Réseau Est"} for r in OFFERS], text="Entreprise : Réseau Est\n\n" + "\n\n".join("\n".join(f"{a} : {b}" for a, b in pairs(row) if a != "Entreprise") for row in OFFERS), letter=["vaut aussi"])
    yield Case("an html file under another name", [("offres.xls", f"<html><body>{html_table(table)}</body></html>".encode(), "application/vnd.ms-excel")])
    yield Case("a text file of labelled lines", [("fiche.txt", "\n".join(f"{a} : {b}" for a, b in pairs(OFFERS[0])).encode(), "text/plain")], OFFERS[:1])
    yield Case("a remark beside a file", [("offres.csv", comma_separated(table), "text/csv")], text="Bonjour,\n\nLe poste de Nice est urgent, merci de faire vite.\n", letter=["Le poste de Nice est urgent"])
    yield Case("headers that are nearly labels", [("offres.csv", comma_separated([["Intitulé de poste", "Nom de la société"] + HEADER[2:]] + OFFERS), "text/csv")], letter=["lue comme"])
    yield Case("two files of offers", [("a.csv", comma_separated([HEADER, OFFERS[0]]), "text/csv"), ("b.xlsx", openpyxl_book(rows=[HEADER, OFFERS[1], OFFERS[2]]), TYPE)])
    yield Case("the same offer in two files", [("a.csv", comma_separated([HEADER, OFFERS[0]]), "text/csv"), ("b.docx", docx_of(paragraphs(OFFERS[:1])), TYPE)], OFFERS[:1])
    yield Case("a broken file beside a good one", [("a.csv", comma_separated(table), "text/csv"), ("b.xlsx", b"PK\3\4" + b"x" * 400, TYPE)], letter=["b.xlsx"])


# Files by real programs (tests/office/make): LibreOffice, Gnumeric, pandoc, AbiWord, exceljs, SheetJS.


def program_cases():
    dates = {"sheetjs.ods": ["ligne 2", "ligne 3", "ligne 4"]}
    for path in sorted((pathlib.Path(__file__).parents[2] / "office").glob("*.*")):
        offers = OFFERS[:1] if "tableau" in path.name else OFFERS
        faulty = {row: ["Date limite"] for row in dates.get(path.name, [])}
        yield Case(f"made by {path.name}", [(path.name, path.read_bytes(), TYPE)], [] if faulty else offers, faulty)


def all_cases():
    for cases in (program_cases, csv_cases, grouped_header_cases, xlsx_cases, ods_cases, docx_cases, odt_cases, json_cases, text_cases, laid_out_cases):
        yield from cases()
