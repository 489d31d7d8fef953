from urllib.request import Request, urlopen

from driver import body, headers, serve


def send(job):
    request = Request(job["url"], data=body(job), headers=headers(job), method=job["method"])
    with urlopen(request) as response:
        return response.status, response.url


serve(send)
