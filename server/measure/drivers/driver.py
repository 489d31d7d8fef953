"""What the drivers in Python share: a job a line comes in, an answer a line goes out."""

import json
import sys


def pieces(text):
    """A body that can be sent once only."""
    yield text.encode()


def body(job):
    """The body as a Python user has it: bytes, a generator, or None."""
    b = job["body"]
    if b is None:
        return None
    return pieces(b["text"]) if b["kind"] == "stream" else b["text"].encode()


def headers(job):
    """The headers as a dict, with the Content-Type that a form needs."""
    out = dict(job["headers"])
    b = job["body"]
    if b and b["kind"] == "form" and "Content-Type" not in out:
        out["Content-Type"] = "application/x-www-form-urlencoded"
    if b and b["kind"] == "multipart" and "Content-Type" not in out:
        out["Content-Type"] = "multipart/form-data; boundary=" + b["text"].split("\r\n")[0][2:]
    return out


def said(error):
    """An error as the end of a traceback has it, in one line."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else kind.__module__ + "." + kind.__qualname__
    text = " ".join(str(error).splitlines())
    return name + ": " + text if text else name


def serve(send):
    """send(job) returns (status, url)."""
    print("ready", flush=True)
    for line in sys.stdin:
        job = json.loads(line)
        try:
            status, url = send(job)
            answer = {"status": status, "url": str(url)}
        except Exception as error:
            answer = {"error": said(error)}
        print(json.dumps(answer), flush=True)
