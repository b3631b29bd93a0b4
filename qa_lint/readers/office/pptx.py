"""Reads presentations (PPTX) in one language: the texts of the slides in order, each with its notes."""

from qa_lint.readers.blocks import Text
from qa_lint.readers.office.package import opened
from qa_lint.readers.office.paragraph import Numbers, Paragraph, blocks
from qa_lint.readers.office.story import read_story

# What a slide refers to that holds texts, and how the tool calls it.
_PARTS = {"diagramData": "diagram", "chart": "chart", "notesSlide": "notes"}


def extract(path: str) -> Text:
    """What the presentation at `path` holds. Raises `TextError`."""
    numbers = Numbers()
    found: list[Paragraph] = []
    with opened(path, "PowerPoint presentation") as package:
        main = package.main("presentation", "PowerPoint presentation")
        slides = {relation.id: relation.target for relation in package.relations(main)}
        order = [
            slides[value]
            for kind, name, attributes, _, _ in package.events(main)
            if kind == "start" and name == "sldId"
            for value in attributes.values()
            if value in slides
        ]
        for number, target in enumerate(order, 1):
            place = f"slide {number}"
            found += read_story(package.events(target), path, {}, numbers, place)
            for relation in package.relations(target):
                if relation.type in _PARTS:
                    events = package.events(relation.target)
                    found += read_story(events, path, {}, numbers, f"{place}, {_PARTS[relation.type]}")
    return Text(tuple(blocks(found)), problems=tuple(numbers.problems))
