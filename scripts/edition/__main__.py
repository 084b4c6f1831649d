"""The command line: check, stage, export, questions, draw, promote, gate, registry; run it as ``python -m edition``.

Exit codes: 0 nothing found, 1 findings, 2 the call's words are off.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from edition import exports, promote
from edition.draw import draw
from edition.issues import Issue, report
from edition.model import Edition
from edition.site import check, stage, with_private


def _parser() -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(prog="edition", description="Check, stage and export the edition.")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="the folder of authored pages (default: docs)")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("check", help="read everything and run every rule")
    staging = commands.add_parser("stage", help="write the whole site as plain Markdown")
    staging.add_argument("out", type=Path, help="a new or empty folder")
    exporting = commands.add_parser("export", help="write the data files")
    exporting.add_argument("out", type=Path, help="a folder")
    asking = commands.add_parser("questions", help="write the question bank, or private questions, in every format")
    asking.add_argument("out", type=Path, help="a folder")
    asking.add_argument("--private", type=Path, metavar="FOLDER", help="questions of your own, which no site has")
    drawing = commands.add_parser("draw", help="draw cited sentences at random, to be checked against their sources")
    drawing.add_argument("count", type=int, help="how many")
    drawing.add_argument("--seed", type=int, required=True, help="a number; the same one gives the same draw")
    promoting = commands.add_parser(
        "promote",
        help="take the readings of one segment whose Chinese you have seen",
        description=promote.HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    promoting.add_argument("segment", help="its id, such as p07s01")
    promoting.add_argument("--answers", type=Path, metavar="FILE", help="take the answers from a file, and ask nothing")
    promoting.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    gating = commands.add_parser("gate", help="check a built site: links, ids, languages, requests, registry")
    gating.add_argument("site", type=Path, help="the built site")
    registry = commands.add_parser("registry", help="the registry of published addresses and ids")
    registry.add_argument("action", choices=("add", "check"), help="append what is new, or compare")
    registry.add_argument("site", type=Path, help="the built site")
    return parser


def _finish(issues: list[Issue], done: str) -> int:
    """Print the findings, or what was done; give the exit code."""
    if issues:
        print(report(issues), file=sys.stderr)
        return 1
    print(done)
    return 0


def _on_built(args: argparse.Namespace) -> int:
    """Run a command that looks at a built site."""
    from edition import registry
    from edition.links import gate

    registry_file = args.docs / "_data" / "registry.txt"
    if not args.site.is_dir():
        print(f"edition: {args.site} is not a folder; build the site first (make build).", file=sys.stderr)
        return 2
    if args.command == "gate":
        done = f"{args.site}: links, ids, languages and registry are in order."
        return _finish(gate(args.site, registry_file), done)
    if args.action == "add":
        added = registry.add(registry_file, args.site)
        return _finish([], f"{registry_file}: {len(added)} added.")
    kept = registry.history_check(args.docs.resolve().parent, registry_file.resolve())
    found = [*registry.check(registry_file, args.site), *kept.issues]
    return _finish(found, f"{registry_file}: nothing is missing. {kept.said}")


def _promote(args: argparse.Namespace) -> int:
    """Take in the readings of one segment."""
    with suppress(ImportError):
        import readline  # noqa: F401  # so that a typed line can be mended
    try:
        options = {"answers": args.answers, "dry_run": args.dry_run}
        return promote.run(args.docs, args.segment, **options, ask=input, say=print)
    except promote.RefusedError as error:
        print(f"edition: {error}", file=sys.stderr)
        return error.code


def _written(out: Path, files: dict[str, bytes]) -> str:
    """Write files into a folder, and tell how many."""
    for path, content in files.items():
        file = out / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return f"{out}: {len(files)} files written."


def _on_edition(args: argparse.Namespace, edition: Edition) -> str:
    """Run a command that reads the edition, and tell what was done.

    Raises:
        ValueError: the call asks for what cannot be; the message says what, and what to do.
    """
    if args.command == "stage":
        try:
            stage(args.docs.resolve(), edition, args.out)
        except FileExistsError as error:
            raise ValueError(f"{error}; name a new folder.") from error
        return f"{args.out}: {len(edition.pages)} pages staged."
    if args.command == "draw":
        drawn = draw(edition, args.count, args.seed)
        return "\n".join([f"{len(drawn)} sentences, seed {args.seed}", *map(str, drawn)])
    if args.command == "export":
        return _written(args.out, exports.write(edition))
    if args.command == "questions":
        return _written(args.out, exports.questions_of(edition, title="Private questions" if args.private else None))
    counted = (
        (edition.segments, "segments"),
        (edition.corrections, "corrections"),
        (edition.pages, "pages"),
        (edition.sources, "sources"),
        (edition.events, "events"),
        (edition.questions, "questions"),
    )
    counts = ", ".join(f"{len(records)} {name}" for records, name in counted)
    return f"{args.docs}: {counts}; nothing found."


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    args = _parser().parse_args(argv)
    if args.command in ("gate", "registry"):
        return _on_built(args)
    if args.command == "promote":
        return _promote(args)
    try:
        private = getattr(args, "private", None)
        edition, issues = with_private(args.docs.resolve(), private) if private else check(args.docs.resolve())
    except FileNotFoundError as error:
        print(f"edition: {error}; name the folder of your questions.", file=sys.stderr)
        return 2
    if edition is None:
        return _finish(issues, "")
    try:
        return _finish([], _on_edition(args, edition))
    except ValueError as error:
        print(f"edition: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
