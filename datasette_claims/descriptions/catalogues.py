"""datapackage.json, croissant.json and CITATION.cff: the dataset for programs that find, load and cite datasets."""

from __future__ import annotations

import json
from typing import Any

from ..schema import read_schema
from .facts import DataFile, Dataset, is_filled, list_allowed

AUTHOR = "The datasette-claims contributors"
SLUG = "datasette-claims"
KEYWORDS = ["claims", "positions", "attribution", "quotations", "journalism", "fact-checking", "provenance"]
FRICTIONLESS = {"text": "string", "integer": "integer", "real": "number"}
CROISSANT = {"text": "sc:Text", "integer": "sc:Integer", "real": "sc:Float"}


def make_datapackage(dataset: Dataset) -> str:
    """A Frictionless data package (datapackage.org/standard/data-package): every file with its columns, keys and rules."""
    licence = {"name": dataset.metadata["license"].replace(" ", "-"), "path": dataset.metadata["license_url"], "title": dataset.metadata["license"]}
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": SLUG,
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        "licenses": [licence],
        "contributors": [{"title": AUTHOR, "roles": ["author"]}],
        "keywords": KEYWORDS,
        "resources": [make_resource(file, {other.table for other in dataset.files}) for file in dataset.files],
    }
    return dump(package)


def make_resource(file: DataFile, tables: set[str]) -> dict[str, Any]:
    table = read_schema()[file.table]
    references = [
        {"fields": [c.name], "reference": {"resource": "" if c.references == file.table else c.references, "fields": ["id"]}}
        for c in file.columns
        if c.references in tables
    ]
    return {
        "name": file.table,
        "path": file.path,
        "type": "table",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [make_field(file.table, column) for column in file.columns],
            "missingValues": [""],
            **({"primaryKey": list(table.key)} if table.kind == "table" else {}),
            **({"foreignKeys": references} if references else {}),
        },
    }


def make_field(table: str, column: Any) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if is_filled(table, column) else {}
    allowed = list_allowed(table, column)
    if allowed:
        constraints["enum"] = [int(word) for word in allowed] if column.type == "integer" else list(allowed)
    field = {"name": column.name, "type": FRICTIONLESS[column.type], "description": column.description}
    return {**field, **({"constraints": constraints} if constraints else {})}


# The context of Croissant 1.0 (docs.mlcommons.org/croissant/docs/croissant-spec-1.0.html), which validators compare.
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def make_croissant(dataset: Dataset) -> str:
    """Croissant, the description that machine-learning tools and dataset search read."""
    return dump({
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": SLUG,
        "alternateName": dataset.title,
        "description": dataset.description,
        "license": dataset.metadata["license_url"],
        "version": dataset.version if dataset.version.count(".") == 2 else f"{dataset.version.split('a')[0].split('b')[0]}.0",
        **({"datePublished": dataset.released} if dataset.released else {}),
        "citeAs": f"{AUTHOR}: {dataset.title}, version {dataset.version}",
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "keywords": KEYWORDS,
        **({"url": dataset.metadata["about_url"]} if "about_url" in dataset.metadata else {}),
        "distribution": [
            {
                "@type": "cr:FileObject", "@id": f"{file.table}.csv", "name": f"{file.table}.csv", "contentUrl": file.path,
                "contentSize": f"{file.bytes} B", "encodingFormat": "text/csv", "sha256": file.sha256,
            }
            for file in dataset.files
        ],
        "recordSet": [make_record_set(file) for file in dataset.files],
    })


def make_record_set(file: DataFile) -> dict[str, Any]:
    """The columns of a file, without references: mlcroissant 1.1 follows them as joins and stops at actors that belong to actors."""
    table = read_schema()[file.table]
    fields = [
        {
            "@type": "cr:Field", "@id": f"{file.table}/{column.name}", "name": f"{file.table}/{column.name}",
            "description": column.description, "dataType": CROISSANT[column.type],
            "source": {"fileObject": {"@id": f"{file.table}.csv"}, "extract": {"column": column.name}},
        }
        for column in file.columns
    ]
    return {
        "@type": "cr:RecordSet", "@id": file.table, "name": file.table, "description": table.description,
        **({"key": [{"@id": f"{file.table}/{name}"} for name in table.key]} if table.kind == "table" else {}), "field": fields,
    }


def make_citation(dataset: Dataset) -> str:
    """CITATION.cff (citation-file-format.github.io), which GitHub and Zenodo read."""
    lines = {
        "cff-version": "1.2.0",
        "message": "If you use these data, please cite them with the version and the link of the row you used.",
        "type": "dataset",
        "title": quote(dataset.title),
        "abstract": quote(dataset.description),
        "version": quote(dataset.version),
        **({"date-released": quote(dataset.released)} if dataset.released else {}),
        "license": dataset.metadata["license"].replace(" ", "-"),
        "license-url": quote(dataset.metadata["license_url"]),
        "keywords": "\n" + "\n".join(f"  - {keyword}" for keyword in KEYWORDS),
        "authors": f"\n  - name: {quote(AUTHOR)}",
    }
    header = "# Made by “datasette claims describe” from metadata.yml; change it there.\n"
    return header + "\n".join(f"{key}: {value}".replace(": \n", ":\n") for key, value in lines.items()) + "\n"


def quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
