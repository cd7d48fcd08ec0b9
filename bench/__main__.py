"""`python -m bench [jobs|library|load|materials|polling|start|visits ...]`: run measurements, print their tables."""

import sys

from bench import jobs, library, load, materials, polling, start, visits

MEASUREMENTS = {
    "jobs": jobs.measure,
    "library": library.measure,
    "load": load.measure,
    "materials": materials.measure,
    "polling": polling.measure,
    "start": start.measure,
    "visits": visits.measure,
}


def main() -> None:
    """Run the measurements named on the command line, or all."""
    names = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.exit(f"There is no measurement {unknown[0]!r}; there are {', '.join(MEASUREMENTS)}.")
    for name in names:
        MEASUREMENTS[name]()


if __name__ == "__main__":
    main()
