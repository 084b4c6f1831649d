"""Where an address of a built page leads: to a file of the build, out of it, or nowhere.

Addresses are resolved as a browser does (WHATWG URL; RFC 3986, section 5), against an origin that may have
a path, since the site must work below one.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from edition.issues import nearest
from edition.links.build import Build, page_address

PLACEHOLDER = "http://site.invalid/"
LEFTOVER_SCHEMES = frozenset({"term", "page", "segment", "source"})
OUTSIDE_SCHEMES = frozenset({"mailto", "tel", "data", "blob", "javascript", "about"})


@dataclass(frozen=True)
class Target:
    """Where an address leads. ``kind`` is inside, outside, scheme (needs no file) or unresolved.

    ``file`` is the file that must exist, ``place`` the fragment, decoded, both empty where there is none.
    """

    kind: str
    file: str = ""
    place: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Resolver:
    """Maps the addresses of a build; ``origin`` is the address at which it will stand, or empty."""

    build: Build
    origin: str = ""

    @property
    def root(self) -> str:
        """Give the address of the site's root, with its closing slash."""
        return (self.origin.rstrip("/") + "/") if self.origin else PLACEHOLDER

    def resolve(self, name: str, base: str, address: str) -> Target:
        """Follow ``address`` as it stands in the file ``name`` whose base element says ``base``."""
        address = address.replace("\n", "").strip()
        try:
            scheme = urlsplit(address).scheme.lower()
            here = urljoin(self.root, quote(page_address(name).lstrip("/")))
            full = urlsplit(urljoin(urljoin(here, base), address))
        except ValueError as error:
            return Target("inside", fault=f"this cannot be read as an address ({error}).")
        if scheme in LEFTOVER_SCHEMES:
            return Target("unresolved")
        if scheme in OUTSIDE_SCHEMES:
            return Target("scheme")
        if full.scheme not in ("http", "https"):
            return Target("inside", fault=f"the scheme '{full.scheme}:' is unknown.")
        return self._in_site(full, named_host=bool(urlsplit(address).netloc))

    def _in_site(self, full: SplitResult, *, named_host: bool) -> Target:
        """Follow an absolute address; ``named_host`` says that the page spells the host out."""
        root = urlsplit(self.root)
        below = (full.path or "/").startswith(root.path)
        if full.netloc.lower() != root.netloc.lower() or (named_host and not below):
            return Target("outside")
        if not below:
            return Target("inside", fault=f"this leads out of the site, which stands below {root.path}.")
        path = unquote(full.path[len(root.path) :])
        file = path + "index.html" if path == "" or path.endswith("/") else path
        return Target("inside", file, _place(full.fragment), self._file_fault(path, file))

    def place_fault(self, target: Target) -> str:
        """Say why the fragment of an inside target is no place of its file, or give the empty string."""
        if not target.place or target.place.lower() == "top":
            return ""
        document = self.build.document(target.file)
        if document is None or target.place in document.anchors:
            return ""
        return f"no id '{target.place}' in {target.file}.{nearest(target.place, document.anchors)}"

    def _file_fault(self, path: str, file: str) -> str:
        if file in self.build.files:
            return ""
        if f"{path}/index.html" in self.build.files:
            return "this names a folder; close it with a slash."
        same = next((name for name in self.build.files if name.lower() == file.lower()), "")
        if same:
            return f"this differs from {same} in upper and lower case."
        return f"no file {file} in the site.{nearest(file, self.build.files)}"


def _place(fragment: str) -> str:
    """Give the id that a fragment names: without its text directive, percent signs decoded."""
    return unquote(fragment.partition(":~:")[0])
