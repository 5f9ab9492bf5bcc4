"""The queue of the one-stop office: whose turn it is, and what lateness costs."""
