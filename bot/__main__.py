"""`python -m bot`, and the script `openline`."""

from bot.cli import main

if __name__ == "__main__":
    main()
