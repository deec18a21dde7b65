"""`kaoping`, and `python -m dangjian_kaoping`."""

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # one command is a short life with many small objects and no cycles: collecting would only cost time
    gc.disable()
    # no plugin of pydantic's may change how a rubric is read, and looking for some costs start-up
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from dangjian_kaoping.cli.shell.app import run  # noqa: PLC0415 - the way in stays light

        status = run(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130  # before there was anything to interrupt, or after all was said
    except MemoryError:
        status = 3  # not even enough to say so
    with contextlib.suppress(OSError, ValueError):  # nobody need be there to read it
        sys.stderr.flush()
    # all is written: to take apart a hundred thousand small objects one by one would only keep people waiting
    os._exit(status)


if __name__ == "__main__":
    main()
