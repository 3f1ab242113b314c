"""What keeps slow senders and long queues from holding the service up."""

from math import inf

from anyio import fail_after, move_on_after
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import Problem, problem

LATEST = 30.0  # seconds that may pass without a piece of a request's body
PATIENCE = 60.0  # seconds until an answer begins; it waits for its turn most of them
UNHURRIED = frozenset({"/v1/documents", "/v1/disagreements"})  # take as long as there is much to read


class Deadline:
    """Gives up on bodies that stop arriving (408) and on answers that do not begin (504)."""

    def __init__(self, app: ASGIApp, latest: float = LATEST, patience: float = PATIENCE) -> None:
        self.app = app
        self.latest = latest
        self.patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with both times running. Work that a thread has begun is finished all the same."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with move_on_after(inf if scope["path"] in UNHURRIED else self.patience) as waiting:

            async def send_in_time(message: Message) -> None:
                waiting.deadline = inf
                await send(message)

            await self.app(scope, self._timed(receive), send_in_time)
        if waiting.cancelled_caught:
            detail = "The service has too much to do to answer in time; try again later."
            await problem(504, "timeout", detail, {"Retry-After": "30"})(scope, receive, send)

    def _timed(self, receive: Receive) -> Receive:
        complete = False

        async def receive_in_time() -> Message:
            nonlocal complete
            if complete:  # what comes now is the client's leaving, whenever that is
                return await receive()
            try:
                with fail_after(self.latest):
                    message = await receive()
            except TimeoutError:
                detail = f"No more of the request's body came within {self.latest:.0f} seconds; send it again."
                raise Problem(408, "timeout", detail) from None
            complete = not message.get("more_body", False)
            return message

        return receive_in_time
