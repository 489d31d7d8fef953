import urllib3

from driver import body, headers, serve


def send(job):
    http = urllib3.PoolManager()
    response = http.request(job["method"], job["url"], headers=headers(job), body=body(job), **(job["options"] or {}))
    return response.status, response.geturl()


serve(send)
