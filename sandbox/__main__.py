"""`python -m sandbox`: serve the gateway on a port, with faults that can be switched on."""

import argparse
import socket
import tempfile
from pathlib import Path

import uvicorn

from sandbox.gateway import create_gateway
from sandbox.protocol.faults import FAULTS, Faults
from sandbox.protocol.fetching import guarded_fetch


def main() -> None:
    """Read the command line and serve until interrupted."""
    listed = "\n".join(f"  {name:<22} {says}" for name, (_, says) in FAULTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m sandbox",
        description="Serve FoxAPI's and AnyFast's documented HTTP; results are drawn here and cost nothing.",
        epilog=f"faults, as NAME or NAME:n for n times:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 picks a free one (default)")
    parser.add_argument("--root", type=Path, help="folder to keep tasks and files in (default: a new temporary folder)")
    parser.add_argument("--speed", type=float, default=1.0, help="how many times faster tasks finish (default: 1)")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME[:n]", help="switch a fault on; repeatable"
    )
    parser.add_argument("--allow-private", action="store_true", help="fetch references from private addresses too")
    options = parser.parse_args()
    try:
        faults = Faults(options.fault)
    except ValueError as error:
        parser.error(str(error))
    root = options.root or Path(tempfile.mkdtemp(prefix="sandbox-"))
    fetch = guarded_fetch(allow_private=options.allow_private)
    app = create_gateway(root, faults=faults, speed=options.speed, fetch=fetch, control=True)
    listener = socket.socket(socket.AF_INET6 if ":" in options.host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((options.host, options.port))
    listener.listen(2048)
    print(f"Sandbox gateway on http://{options.host}:{listener.getsockname()[1]}", flush=True)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=1)
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
