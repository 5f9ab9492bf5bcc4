"""`python -m thuocdo` is `thuocdo`."""

from thuocdo.web.cli import main

main()
