"""The command line: check, stage, export, promote, gate, registry; run it as ``python -m edition``.

Exit codes: 0 nothing found, 1 findings, 2 the call's words are off.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from pathlib import Path

from edition import exports, promote
from edition.issues import Issue, report
from edition.site import check, stage


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


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit code."""
    args = _parser().parse_args(argv)
    registry_file = args.docs / "_data" / "registry.txt"
    if args.command in ("gate", "registry"):
        from edition import registry
        from edition.links import gate

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
    if args.command == "promote":
        with suppress(ImportError):
            import readline  # noqa: F401  # so that a typed line can be mended
        try:
            options = {"answers": args.answers, "dry_run": args.dry_run}
            return promote.run(args.docs, args.segment, **options, ask=input, say=print)
        except promote.RefusedError as error:
            print(f"edition: {error}", file=sys.stderr)
            return error.code
    edition, issues = check(args.docs.resolve())
    if edition is None:
        return _finish(issues, "")
    if args.command == "stage":
        try:
            stage(args.docs.resolve(), edition, args.out)
        except FileExistsError as error:
            print(f"edition: {error}; name a new folder.", file=sys.stderr)
            return 2
        return _finish([], f"{args.out}: {len(edition.pages)} pages staged.")
    if args.command == "export":
        for path, content in exports.write(edition).items():
            file = args.out / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return _finish([], f"{args.out}: {len(exports.WRITERS)} files written.")
    counts = f"{len(edition.segments)} segments, {len(edition.corrections)} corrections, {len(edition.pages)} pages"
    return _finish([], f"{args.docs}: {counts}; nothing found.")


if __name__ == "__main__":
    sys.exit(main())
