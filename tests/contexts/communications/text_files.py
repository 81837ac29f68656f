"""Translators' files for the tests: taken out by the desk, filled in as a translator's program does."""

from pathlib import Path

from lxml import etree

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
SCHEMAS = Path("/usr/share/php/Symfony/Component/Translation/Resources/schemas")
"""Where Debian's php-symfony-translation keeps OASIS's schema of XLIFF's core, and W3C's of ``xml:``."""


def schema():
    """The schema of XLIFF's core, which 2.0 and 2.1 have in common."""
    tree = etree.parse(SCHEMAS / "xliff-core-2.0.xsd")
    [taken] = tree.iter("{http://www.w3.org/2001/XMLSchema}import")
    taken.set("schemaLocation", str(SCHEMAS / "xml.xsd"))
    return etree.XMLSchema(tree)


def units(data):
    """The units of a file by their names."""
    return {unit.get("id"): unit for unit in etree.fromstring(data).iter(f"{CORE}unit")}


def filled(data, **said):
    """The file with these sentences as translations: ``t12=["One.", "Two."]``, by the text's number."""
    root = etree.fromstring(data)
    for unit in root.iter(f"{CORE}unit"):
        sentences = said.get(unit.get("id").partition(".")[0])
        for segment, sentence in zip(unit.iter(f"{CORE}segment"), sentences or (), strict=False):
            for old in segment.findall(f"{CORE}target"):
                segment.remove(old)
            etree.SubElement(segment, f"{CORE}target").text = sentence
            segment.set("state", "translated")
            segment.attrib.pop("subState", None)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def xliff(body="", *, version="2.1", source="zh-Hans", target="en", space=CORE[1:-1]):
    """A file written by hand."""
    head = f'<xliff xmlns="{space}" version="{version}" srcLang="{source}" trgLang="{target}">'
    return f'{head}<file id="f">{body}</file></xliff>'.encode()


def unit(name="t1.0123456789abcdef.0", source="甲。", target="A."):
    """A unit of one sentence."""
    pair = f"<source>{source}</source><target>{target}</target>"
    return f'<unit id="{name}"><segment state="translated">{pair}</segment></unit>'
