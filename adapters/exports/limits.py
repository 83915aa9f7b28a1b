"""How much an export may ask of the machine before it is taken for something else.

A zip can hold a thousand times its size: 10 GB of zeros fit into 10 MB (and, with entries that overlap,
into 10 kB). Exports are text about people talking; the largest real ones pack about 30 to 1.
"""

from __future__ import annotations

from typing import Final

MEGABYTE: Final = 1 << 20
GIGABYTE: Final = 1 << 30

TOTAL: Final = 8 * GIGABYTE
"""What a zip may unpack to, all in all. A larger one is unpacked by its owner and given as a folder."""
RATIO: Final = 200
"""How many times its packed size an entry may unpack to, once it is larger than `SMALL`."""
SMALL: Final = 4 * MEGABYTE
TABLE: Final = 256 * MEGABYTE
"""The largest list of people or channels that is read at once."""
ITEM: Final = 64 * MEGABYTE
"""The largest single message."""
ENTRIES: Final = 3_000_000
DEPTH: Final = 6
