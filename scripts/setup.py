"""Make the environment this project runs in: ``.venv``, from the hash-locked requirements.

``python3 scripts/setup.py site`` installs what building the site needs, ``test`` adds what the
tests need, ``browser`` adds a Chromium for the browser tests. Standard library only, because it
runs before anything is installed, and in the syntax of Python 3.6, because on an old Python it
has to say what is missing.

The file ``.venv/two-oceans.json`` (the stamp) is written after everything else has worked and
says what was installed. An environment without a stamp that fits is made anew.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
# Each group holds all that the one before it holds, so a larger one also serves for a smaller.
GROUPS = ("site", "test", "browser")
REQUIREMENTS = {"site": ("site",), "test": ("site", "test"), "browser": ("site", "test")}
STAMP = "two-oceans.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")


class SetupError(Exception):
    """Set-up cannot go on; the text says why and what to do."""


def say(text):
    """Print one line of progress at once, also where output is piped."""
    print("setup: " + text, flush=True)


def run(command, **options):
    """Run a command to its end; a command that fails raises ``SetupError`` with the command."""
    command = [str(part) for part in command]
    try:
        done = subprocess.run(command, check=False, **options)
    except OSError as error:
        raise SetupError(f"cannot run {command[0]}: {error}") from error
    if done.returncode:
        raise SetupError("this command failed: " + " ".join(command))


def works(command):
    """Tell whether a command exists and ends well; what it prints is dropped."""
    try:
        done = subprocess.run(
            [str(part) for part in command],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        return False
    return done.returncode == 0


def newer_python():
    """Find a Python on the PATH that is new enough; None where there is none.

    Each candidate is run: a version manager may leave a name on the PATH with nothing behind it.
    """
    test = f"import sys; sys.exit(sys.version_info < {OLDEST!r})"
    for minor in range(19, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and works([found, "-c", test]):
            return found
    return None


def wanted(root, group):
    """Return the stamp that an up-to-date environment for ``group`` carries.

    The place is in it because scripts in an environment name their interpreter by its full path:
    a copied or moved checkout needs its own.
    """
    return {
        "place": str(root / ".venv"),
        "python": ".".join(map(str, sys.version_info[:3])),
        "requirements": {
            name: hashlib.sha256((root / "requirements" / (name + ".txt")).read_bytes()).hexdigest()
            for name in REQUIREMENTS[group]
        },
    }


def installed(root):
    """Return the stamp of the environment that is there; {} where there is none or it is broken."""
    if not (root / ".venv" / "bin" / "python").exists():
        return {}
    try:
        stamp = json.loads((root / ".venv" / STAMP).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def fits(stamp, want):
    """Tell whether an environment with this stamp has everything in ``want``, and no other lock."""
    have = stamp.get("requirements", {})
    return (
        stamp.get("place") == want["place"]
        and stamp.get("python") == want["python"]
        and all(have.get(name) == digest for name, digest in want["requirements"].items())
    )


def create(env):
    """Make an environment at ``env``; return the command that starts its pip (or uv's).

    ``venv`` needs ``ensurepip``, which Debian and Ubuntu keep in a package of its own; the ways
    after the first do without it.
    """
    python = env / "bin" / "python"
    own_pip = [python, "-m", "pip", "install"]
    bare = [sys.executable, "-m", "venv", "--without-pip", env]

    def fresh(command):
        shutil.rmtree(str(env), ignore_errors=True)
        return works(command)

    if works([sys.executable, "-c", "import ensurepip, venv"]) and fresh([sys.executable, "-m", "venv", env]):
        return own_pip
    if importlib.util.find_spec("virtualenv") and fresh([sys.executable, "-m", "virtualenv", "--quiet", env]):
        return own_pip
    outer_pip = [sys.executable, "-m", "pip", "--python", python]
    if fresh(bare) and works([*outer_pip, "--version"]):
        return [*outer_pip, "install"]
    uv = shutil.which("uv")
    if uv and fresh([uv, "venv", "--quiet", "--python", sys.executable, env]):
        return [uv, "pip", "install", "--python", python]
    package = f"python3.{sys.version_info[1]}-venv"
    if can_apt() and sys.executable.startswith("/usr/bin/"):
        say(f"this Python cannot make environments with pip; installing {package}")
        apt_install([package])
        if fresh([sys.executable, "-m", "venv", env]):
            return own_pip
    raise SetupError(
        f"{sys.executable} cannot make an environment with pip; as a rule its ensurepip module "
        "is missing.\n"
        "On Debian or Ubuntu run this, then try again:\n"
        f"    sudo apt-get install -y {package}\n"
        "Elsewhere put uv on the PATH, or use a Python that has ensurepip."
    )


def recover(root):
    """Settle what a run that was cut short has left.

    While a new environment is made the old one stands aside. It is put back unless the new one
    got as far as its stamp.
    """
    env, aside = root / ".venv", root / ".venv.old"
    if not aside.exists():
        return
    if installed(root):
        shutil.rmtree(str(aside))
    else:
        shutil.rmtree(str(env), ignore_errors=True)
        aside.rename(env)


def install(root, want):
    """Make ``.venv`` as ``want`` says, and write its stamp last.

    It is always made anew, because a package left over from an older lock can change the site.
    If that fails, the old environment is put back.
    """
    env, aside = root / ".venv", root / ".venv.old"
    name = list(want["requirements"])[-1]
    lock = Path("requirements") / (name + ".txt")
    say(f"making .venv with Python {want['python']} from {lock}; this takes up to a minute")
    if env.exists():
        env.rename(aside)
    try:
        pip = create(env)
        run([*pip, "--quiet", "--require-hashes", "-r", root / lock])
        draft = env / (STAMP + ".draft")
        draft.write_text(json.dumps(want, indent=2), "utf-8")
        draft.replace(env / STAMP)
    finally:
        if not installed(root):
            shutil.rmtree(str(env), ignore_errors=True)
        recover(root)


def can_apt():
    """Tell whether system packages can be installed without asking anyone: Debian, as root."""
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def apt_install(packages):
    """Install Debian packages; raises ``SetupError`` when that fails."""
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run(["apt-get", "update", "-qq"], env=quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    run([*command, *packages], env=quiet, stdout=subprocess.DEVNULL)


def browser_on_path():
    """Return the path of a Chromium that starts, or None.

    It is run: on Ubuntu the name can be a script that only says how to install the real thing.
    """
    for name in BROWSERS:
        found = shutil.which(name)
        if found and works([found, "--version"]):
            return found
    return None


def playwright_browser(python):
    """Tell whether playwright has a Chromium of its own that it can start."""
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: p.chromium.launch().close()"
    return works([python, "-c", code])


def ensure_browser(root):
    """See to a Chromium for the browser tests: found, or installed, or ``SetupError``."""
    python = root / ".venv" / "bin" / "python"
    if browser_on_path() or playwright_browser(python):
        return
    if can_apt():
        say("no Chromium found; installing it with apt-get")
        with contextlib.suppress(SetupError):
            apt_install(BROWSER_PACKAGES)
        if browser_on_path():
            return
    say("no Chromium found; installing playwright's own")
    with contextlib.suppress(SetupError):
        run([python, "-m", "playwright", "install", "chromium"])
    if not playwright_browser(python):
        raise SetupError(
            "the browser tests need a Chromium and none could be installed.\n"
            "On Debian run this, then try again:\n"
            f"    sudo apt-get install -y {' '.join(BROWSER_PACKAGES)}\n"
            f"Elsewhere install Chromium or Chrome and see that {BROWSERS[0]} or {BROWSERS[2]} "
            "starts.\n"
            "Everything without a browser: make check"
        )


@contextlib.contextmanager
def alone(root):
    """Let one set-up run at a time; a second one waits for the first."""
    import fcntl

    with (root / ".venv.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("waiting for another set-up to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(root, group):
    """Make the environment under ``root`` fit for ``group``; at once done if it already is."""
    want = wanted(root, group)
    if not fits(installed(root), want):
        with alone(root):
            recover(root)
            if not fits(installed(root), want):
                install(root, want)
    if group == "browser":
        ensure_browser(root)


def main(arguments):
    """Run set-up from the command line; return the exit status."""
    if len(arguments) != 1 or arguments[0] not in GROUPS:
        print("usage: python3 scripts/setup.py " + "|".join(GROUPS), file=sys.stderr)
        return 2
    if sys.version_info[:2] < OLDEST:
        other = newer_python()
        if other:
            return subprocess.call([other, __file__, *arguments])
        print(
            f"setup: Python {OLDEST[0]}.{OLDEST[1]} or newer is needed; {sys.executable} is "
            f"{sys.version_info[0]}.{sys.version_info[1]}, and no newer one is on the PATH.\n"
            "With a newer one elsewhere: make setup PYTHON=/path/to/python3",
            file=sys.stderr,
        )
        return 1
    if Path(sys.executable).is_relative_to(ROOT / ".venv"):
        # Someone works inside the environment that may have to be made anew.
        return subprocess.call([str(Path(sys.executable).resolve()), __file__, *arguments])
    try:
        prepare(ROOT, arguments[0])
    except SetupError as error:
        print(f"setup: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"setup: {error}\nRemove .venv and run it again.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("setup: interrupted; run it again to finish", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
