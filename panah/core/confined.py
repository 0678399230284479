"""What a process that opens a stranger's file takes away from itself before it looks at it. Standard library only."""

import codecs
import resource

MEMORY = 512 * 1024 * 1024
PIPES = 3  # the question, the answer, and nowhere


def confine(*, seconds: int, memory: int = MEMORY) -> None:
    """
    Leave this process little memory and time, no file, no connection, no child, and no picture of its memory.

    Without a further number for a file, neither a file nor a socket can be opened, whoever runs it.
    """
    codecs.lookup("cp437")  # names in old archives; afterwards no module can be read any more
    for limit, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, PIPES),
    ):
        resource.setrlimit(limit, (most, most))
