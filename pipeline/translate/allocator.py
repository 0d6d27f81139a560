"""How the C library keeps memory for an engine: large buffers go back at once, small ones stay at hand."""

from __future__ import annotations

import ctypes
import sys

M_TRIM_THRESHOLD = -1  # malloc.h of glibc
M_MMAP_THRESHOLD = -3
LARGE_BYTES = 32 << 20  # the most glibc takes
KEPT_BYTES = 64 << 20  # at the top of a heap


def return_large_buffers() -> bool:
    """Have each buffer from LARGE_BYTES on go back to the system when it is freed; tell whether it is so.

    Left alone, glibc takes ever larger buffers from heaps that shrink at their top only, where the caches of
    a beam, a little longer at each token, leave holes. What goes back is cleared anew when it is taken again:
    from 4 MiB on that cost a sixth of the time at 600M parameters and saved 5 to 15 % of the peak, from
    32 MiB on it costs nothing that can be measured and saves 2 % (docs/models.md). The draft's small buffers
    went back at each token where nothing was kept at the top: a tenth of its time.
    """
    if not sys.platform.startswith("linux"):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # musl has none
        return False
    return bool(mallopt(M_MMAP_THRESHOLD, LARGE_BYTES) and mallopt(M_TRIM_THRESHOLD, KEPT_BYTES))
