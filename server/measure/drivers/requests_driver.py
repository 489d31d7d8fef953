import requests

from driver import body, headers, serve


def send(job):
    response = requests.request(
        job["method"], job["url"], headers=headers(job), data=body(job),
        allow_redirects=(job["options"] or {}).get("allow_redirects", True),
    )
    return response.status_code, response.url


serve(send)
