"""`python -m linli` is the command line, also from a checkout that isn't installed."""

from linli.project.cli import main

if __name__ == "__main__":
    main()
