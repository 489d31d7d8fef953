import asyncio

import aiohttp

from driver import headers, serve


async def pieces(text):
    """A body that can be sent once only."""
    yield text.encode()


def given(job):
    """The headers that the user sets, and the body: what it is stays with it."""
    b = job["body"]
    if b is None:
        return dict(job["headers"]), None
    if b["kind"] == "stream":
        return dict(job["headers"]), pieces(b["text"])
    if b["kind"] == "text" or "Content-Type" in dict(job["headers"]):
        return dict(job["headers"]), b["text"]
    return dict(job["headers"]), aiohttp.StringPayload(b["text"], content_type=headers(job)["Content-Type"])


async def request(job):
    set_by_hand, data = given(job)
    async with aiohttp.ClientSession() as session:
        async with session.request(job["method"], job["url"], headers=set_by_hand, data=data, **(job["options"] or {})) as response:
            return response.status, response.real_url


serve(lambda job: asyncio.run(request(job)))
