"""What a page breaks of the MUST sentences of the W3C Web Annotation Data Model (2017)."""

import re
from collections.abc import Iterator
from typing import Any

MOTIVATIONS = {
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
}
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def many(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def is_iri(value: object) -> bool:
    return isinstance(value, str) and IRI.fullmatch(value) is not None


def page_faults(page: dict[str, Any]) -> Iterator[str]:
    """What a page breaks of the MUST sentences of the Web Annotation Data Model, chapter 5."""
    if "http://www.w3.org/ns/anno.jsonld" not in many(page.get("@context")):
        yield "@context lacks the annotation context"
    if not is_iri(page.get("id")):
        yield "a page has one IRI"
    if "AnnotationPage" not in many(page.get("type")):
        yield "type lacks AnnotationPage"
    collection = page.get("partOf")
    if isinstance(collection, dict):
        yield from collection_faults(collection)
    elif not is_iri(collection):
        yield "a page is part of a collection"
    start = page.get("startIndex")
    if type(start) is not int or start < 0:
        yield "startIndex is a non-negative integer"
    if not isinstance(page.get("items"), list):
        yield "a page has an ordered list of items"
    for item in page["items"]:
        yield from annotation_faults(item)
    ids = [item["id"] for item in page["items"]]
    if len(set(ids)) != len(ids):
        yield "two annotations have one IRI"


def collection_faults(collection: dict[str, Any]) -> Iterator[str]:
    if not is_iri(collection.get("id")):
        yield "a collection has one IRI"
    if "AnnotationCollection" not in many(collection.get("type")):
        yield "type lacks AnnotationCollection"
    if type(collection.get("total")) is not int or collection["total"] < 0:
        yield "total is a non-negative integer"
    if not all(isinstance(label, str) for label in many(collection.get("label", ""))):
        yield "a label is text"


def annotation_faults(item: dict[str, Any]) -> Iterator[str]:
    """The same for one annotation, chapters 3 and 4."""
    if not is_iri(item.get("id")):
        yield "an annotation has one IRI"
    if "Annotation" not in many(item.get("type")):
        yield "type lacks Annotation"
    if "target" not in item or item["target"] == []:
        yield "an annotation has a target"
    if not set(many(item.get("motivation", []))) <= MOTIVATIONS:
        yield "a motivation of no standard"
    for key in ("created", "modified", "generated"):
        if key in item and not (isinstance(item[key], str) and DATE_TIME.fullmatch(item[key])):
            yield f"{key} is one xsd:dateTime with a time zone"
    if "generator" in item and not is_iri(item["generator"].get("id")):
        yield "an agent has an IRI"
    if "creator" in item and not isinstance(item["creator"].get("name"), str):
        yield "a person has a name"
    for body in many(item.get("body", [])):
        yield from body_faults(body)
    for target in many(item["target"]):
        yield from target_faults(target)
    if item.keys() & {"styleClass", "stylesheet"}:
        yield "a style class without a style sheet"


def body_faults(body: dict[str, Any]) -> Iterator[str]:
    if "TextualBody" not in many(body.get("type")):
        yield "a body with text is a TextualBody"
    if not isinstance(body.get("value"), str):
        yield "a TextualBody has one value, a string"
    if not set(many(body.get("purpose", []))) <= MOTIVATIONS:
        yield "a purpose is a motivation"
    if "format" in body and not re.fullmatch(r"\w+/[\w.+-]+", body["format"]):
        yield "a format is a media type"


def target_faults(target: dict[str, Any]) -> Iterator[str]:
    if not is_iri(target.get("source")):
        yield "a specific resource has one source, an absolute IRI"
    for selector in many(target.get("selector", [])):
        kind = selector.get("type")
        if kind == "TextQuoteSelector":
            if not isinstance(selector.get("exact"), str):
                yield "a quote has exactly one exact"
            if not all(isinstance(selector.get(key, ""), str) for key in ("prefix", "suffix")):
                yield "prefix and suffix are text"
        elif kind == "TextPositionSelector":
            places = (selector.get("start"), selector.get("end"))
            if not all(type(place) is int and place >= 0 for place in places):
                yield "start and end are non-negative integers"
        else:
            yield f"a selector of no known type: {kind}"
