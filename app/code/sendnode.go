package code

import "github.com/hopscope/hopscope/app/redirect"

// Servers in JavaScript, on Node.js.

var express = Sender{
	ID: "express", Name: "Express", Lang: "js", File: "server.mjs",
	Note: "`app.all` answers every method; `app.get` would leave a POST with 404. Without a code, `res.redirect` sends 302.",
	Source: redirect.Source{
		Title: "Express, res.redirect",
		URL:   "https://expressjs.com/en/api.html#res.redirect",
	},
	Runs: true,
	snippets: sends(`
import express from 'express';

const app = express();

app.all('/old', (req, res) => res
  .status(300)
  .location('/new')
  .send('<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>'));

app.listen(8000, '127.0.0.1');
`, `
import express from 'express';

const app = express();

// send compares If-None-Match with the ETag, and answers 304 by itself.
app.get('/old', (req, res) => res.set('ETag', '"v1"').send('version 1'));

app.listen(8000, '127.0.0.1');
`, `
import express from 'express';

const app = express();

app.all('/old', (req, res) => LINE);

app.listen(8000, '127.0.0.1');
`, by("res.redirect(WORD, '/new')", numbers)),
}

var node = Sender{
	ID: "node", Name: "Node http", Lang: "js", File: "server.mjs",
	Note: "`node:http` has no helper for redirects: status and `Location` are set by hand. `req.url` has the query in it.",
	Source: redirect.Source{
		Title: "Node.js, response.writeHead",
		URL:   "https://nodejs.org/api/http.html#responsewriteheadstatuscode-statusmessage-headers",
	},
	Runs: true,
	snippets: sends(`
import { createServer } from 'node:http';

createServer((req, res) => {
  if (req.url.split('?')[0] !== '/old') return res.writeHead(404).end();
  res.writeHead(300, { Location: '/new', 'Content-Type': 'text/html' });
  res.end('<a href="/new">The page</a> or <a href="/new.pdf">the PDF</a>');
}).listen(8000, '127.0.0.1');
`, `
import { createServer } from 'node:http';

const etag = '"v1"';

createServer((req, res) => {
  if (req.url.split('?')[0] !== '/old') return res.writeHead(404).end();
  // 304 answers GET and HEAD alone.
  if (!['GET', 'HEAD'].includes(req.method)) return res.writeHead(405, { Allow: 'GET, HEAD' }).end();
  if (req.headers['if-none-match']?.includes(etag)) return res.writeHead(304, { ETag: etag }).end();
  res.writeHead(200, { ETag: etag, 'Content-Type': 'text/plain' }).end('version 1');
}).listen(8000, '127.0.0.1');
`, `
import { createServer } from 'node:http';

createServer((req, res) => {
  if (req.url.split('?')[0] !== '/old') return res.writeHead(404).end();
  LINE
}).listen(8000, '127.0.0.1');
`, by("res.writeHead(WORD, { Location: '/new' }).end();", numbers)),
}
