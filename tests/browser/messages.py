"""What a page says to its server, heard from a moment on."""


def messages_of(page) -> list[str]:
    """The messages that the page sends from now on; the list grows.

    Playwright's own event hears only sockets that are opened later, and the page's is open already.
    """
    sent: list[str] = []
    listener = page.context.new_cdp_session(page)
    listener.send("Network.enable")
    listener.on("Network.webSocketFrameSent", lambda event: sent.append(event["response"]["payloadData"]))
    return sent
