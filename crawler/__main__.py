"""`python -m crawler` is the `portal-audit` command."""

from crawler.cli import main

raise SystemExit(main())
