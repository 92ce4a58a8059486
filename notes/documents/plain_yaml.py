"""YAML of untrusted files as plain texts, lists and mappings: nothing in it is constructed.

Values are taken as they are written (`No`, `010` and `2025-02-22` stay what they are). Aliases are
refused, because a few lines of them can stand for gigabytes.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

Plain = str | list["Plain"] | dict[str, "Plain"]
_LARGEST = 1024 * 1024  # code points


def compose(source: str) -> "yaml.Node | None":
    """The tree of one document. Raises `yaml.YAMLError`, also for an alias."""
    import yaml

    class NoAliases(yaml.SafeLoader):
        def compose_node(self, parent: "yaml.Node | None", index: int) -> "yaml.Node | None":
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not read here")
            return super().compose_node(parent, index)

    loader = NoAliases(source)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def plain_yaml(source: str) -> Plain:
    """All of a document as texts, lists and mappings. Raises `yaml.YAMLError`."""
    root = compose(source[:_LARGEST])
    return _plain(root) if root is not None else ""


def _plain(node: "yaml.Node") -> Plain:
    if isinstance(node.value, str):
        return node.value
    if node.tag == "tag:yaml.org,2002:map":
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    return [_plain(value) for value in node.value]
