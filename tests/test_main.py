"""`python -m bot` is the same program as `openline`."""

from __future__ import annotations

import subprocess
import sys

from bot import __version__


def test_it_says_which_version_it_is() -> None:
    done = subprocess.run([sys.executable, "-m", "bot", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"openline {__version__}"


def test_help_imports_no_sdk_and_no_adapter() -> None:
    """Start-up stays under a second: what is heavy is imported when it is needed."""
    program = (
        "import sys\nfrom typer.testing import CliRunner\nfrom bot.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "heavy = {'adapters', 'discord', 'slack_bolt', 'sqlalchemy', 'numpy', 'aiohttp', 'apscheduler'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
