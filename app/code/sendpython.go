package code

import (
	"strings"

	"github.com/hopscope/hopscope/app/redirect"
)

// Servers in Python.

var fastAPI = Sender{
	ID: "fastapi", Name: "FastAPI", Lang: "python", File: "main.py",
	Note: "`RedirectResponse` sends 307 without a code, where most servers send 302. A route answers the methods that it names.",
	Source: redirect.Source{
		Title: "FastAPI, RedirectResponse",
		URL:   "https://fastapi.tiangolo.com/advanced/custom-response/#redirectresponse",
	},
	Runs: true,
	snippets: sends(`
import uvicorn
from fastapi import FastAPI
from fastapi.responses import HTMLResponse

app = FastAPI()


@app.api_route("/old", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def old():
    choices = '<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>'
    return HTMLResponse(choices, status_code=300, headers={"Location": "/new"})


uvicorn.run(app, port=8000)
`, `
import uvicorn
from fastapi import FastAPI, Request, Response

app = FastAPI()


@app.api_route("/old", methods=["GET", "HEAD"])
def old(request: Request):
    headers = {"ETag": '"v1"'}
    if headers["ETag"] in request.headers.get("If-None-Match", ""):
        return Response(status_code=304, headers=headers)
    return Response("version 1", headers=headers, media_type="text/plain")


uvicorn.run(app, port=8000)
`, `
import uvicorn
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.api_route("/old", methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
def old():
    LINE


uvicorn.run(app, port=8000)
`, by(`return RedirectResponse("/new", status_code=WORD)`, numbers)),
}

var flask = Sender{
	ID: "flask", Name: "Flask", Lang: "python", File: "app.py",
	Note: "`redirect` sends 302 without a code; Flask 3.2 changes that to 303. It is not meant for 300 and 304: those are set by hand. A route answers the methods that it names, HEAD along with GET.",
	Source: redirect.Source{
		Title: "Flask, redirect",
		URL:   "https://flask.palletsprojects.com/en/stable/api/#flask.redirect",
	},
	Runs: true,
	snippets: sends(`
from flask import Flask

app = Flask(__name__)


@app.route("/old", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def old():
    choices = '<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>'
    return choices, 300, {"Location": "/new"}


app.run(port=8000)
`, `
from flask import Flask, make_response, request

app = Flask(__name__)


@app.get("/old")
def old():
    response = make_response("version 1")
    response.set_etag("v1")
    return response.make_conditional(request)  # 304 where If-None-Match has it


app.run(port=8000)
`, `
from flask import Flask, redirect

app = Flask(__name__)


@app.route("/old", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
def old():
    LINE


app.run(port=8000)
`, by(`return redirect("/new", WORD)`, numbers)),
}

// djangoFrame is a whole site of Django in one file.
const djangoFrame = `
from django.conf import settings
from django.core.management import execute_from_command_line
IMPORT
from django.urls import path

settings.configure(DEBUG=True, SECRET_KEY="change me", ROOT_URLCONF=__name__)


VIEW


urlpatterns = [path("old", old)]

if __name__ == "__main__":
    execute_from_command_line(["app.py", "runserver", "--noreload", "8000"])
`

var django = Sender{
	ID: "django", Name: "Django", Lang: "python", File: "app.py",
	Note: "A view answers every method. In a project with `CsrfViewMiddleware` a POST without its token gets 403 before the view is asked. `HttpResponseRedirect` is 302 and `HttpResponsePermanentRedirect` 301; from Django 5.2 on `preserve_request=True` makes them 307 and 308. 303 is set by hand.",
	Source: redirect.Source{
		Title: "Django, request and response objects",
		URL:   "https://docs.djangoproject.com/en/stable/ref/request-response/#httpresponse-subclasses",
	},
	Runs: true,
	snippets: map[int]string{
		300: inDjango("from django.http import HttpResponse", `def old(request):
    choices = '<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>'
    return HttpResponse(choices, status=300, headers={"Location": "/new"})`),
		301: inDjango("from django.http import HttpResponsePermanentRedirect", `def old(request):
    return HttpResponsePermanentRedirect("/new")`),
		302: inDjango("from django.http import HttpResponseRedirect", `def old(request):
    return HttpResponseRedirect("/new")`),
		303: djangoByHand("303"),
		304: inDjango(`from django.http import HttpResponse
from django.views.decorators.http import etag, require_safe`, `@require_safe
@etag(lambda request: '"v1"')  # 304 where If-None-Match has it
def old(request):
    return HttpResponse("version 1")`),
		307: djangoByHand("307"),
		308: djangoByHand("308"),
	},
}

func djangoByHand(status string) string {
	return inDjango("from django.http import HttpResponse", `def old(request):
    return HttpResponse(status=`+status+`, headers={"Location": "/new"})`)
}

func inDjango(imports, view string) string {
	return trimmed(strings.NewReplacer("IMPORT", imports, "VIEW", view).Replace(djangoFrame))
}
