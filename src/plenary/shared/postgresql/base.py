"""The connection to PostgreSQL; Django loads the class of this name from a module of this name."""

from __future__ import annotations

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Keeps a connection over many requests and finds out that the server has closed it without asking it.

    Django sends ``SELECT 1`` before the first query of each request. A server that has gone away has closed its end,
    which makes the socket readable at once; only then is it asked.
    """

    health_check_enabled: bool
    health_check_done: bool

    def close_if_health_check_failed(self) -> None:
        """Close the connection if the server has closed its end."""
        if self.connection is None or not self.health_check_enabled or self.health_check_done:
            return
        if self._has_news() and not self.is_usable():
            self.close()
        self.health_check_done = True

    def _has_news(self) -> bool:
        if self.connection.closed:
            return True
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return bool(poll.poll(0))
