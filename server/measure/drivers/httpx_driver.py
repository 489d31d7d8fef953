import httpx

from driver import body, headers, serve


def send(job):
    options = {"follow_redirects": True} | (job["options"] or {})
    with httpx.Client(**options) as client:
        response = client.request(job["method"], job["url"], headers=headers(job), content=body(job))
    return response.status_code, response.url


serve(send)
