"""freeze.py PID THREAD: stops every thread of that name in the process, as if it hung, until the process is gone.

Linux only, as root; the other threads run on. Prints how many threads it stopped.
"""

import ctypes
import os
import sys

SEIZE, INTERRUPT = 0x4206, 0x4207
WALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


def ptrace(request: int, thread: int) -> None:
    if libc.ptrace(request, thread, None, None) != 0:
        raise OSError(ctypes.get_errno(), f"ptrace {request:#x} of {thread}")


def threads(process: int, name: str) -> list[int]:
    """The kernel keeps the first 15 bytes of a thread's name."""
    tasks = f"/proc/{process}/task"
    found = []
    for thread in os.listdir(tasks):
        with open(f"{tasks}/{thread}/comm", encoding="utf-8") as comm:
            if comm.read().rstrip("\n") == name[:15]:
                found.append(int(thread))
    return found


process, name = int(sys.argv[1]), sys.argv[2]
stopped = threads(process, name)
if not stopped:
    sys.exit(f"process {process} has no thread {name}")
for thread in stopped:
    ptrace(SEIZE, thread)
    ptrace(INTERRUPT, thread)
print(len(stopped), flush=True)
try:
    while True:
        # A stopped thread that is killed is gone only once it was waited for.
        os.waitpid(-1, WALL)
except ChildProcessError:
    pass
