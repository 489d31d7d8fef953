package snippet

// The clients in Node.js: its own fetch(), and those from npm.

const nodeText = jsForm + fetchStart + `
fields                    |  body: form,
body=stream               |  body: new Blob([{{text}}]).stream(),
body=stream               |  duplex: "half",
body !body=stream !fields |  body: {{text}},
redirect                  |  redirect: {{redirect}},
` + fetchEnd

const nodeFetchText = `
version=2         |// node-fetch 2
version=2 fields  |import FormData from "form-data";
                  |import fetch\
fields !version=2 |, { FormData }\
                  | from "node-fetch";
` + jsStream + jsForm + fetchStart + jsBody + `
redirect |  redirect: {{redirect}},
follow   |  follow: {{follow}},
` + fetchEnd

const axiosText = `
version=0.27        |// axios 0.27
version=0.27 fields |import FormData from "form-data";
                    |import axios from "axios";
` + jsStream + jsForm + `
                    |const response = await axios({
                    |  method: {{method}},
                    |  url: {{url}},
` + jsHeaders + `
fields                    |  data: form,
body=stream               |  data: Readable.from([{{text}}]),
body !body=stream !fields |  data: {{text}},
maxRedirects              |  maxRedirects: {{maxRedirects}},
                          |});
                          |console.log(response.status);
`

const gotText = `
                |import got from "got";
` + jsStream + jsForm + `
                |const response = await got({{url}}, {
                |  method: {{method}},
` + jsHeaders + jsBody + `
methodRewriting |  methodRewriting: {{methodRewriting}},
maxRedirects    |  maxRedirects: {{maxRedirects}},
followRedirect  |  followRedirect: {{followRedirect}},
                |});
                |console.log(response.statusCode, response.url);
`

const superagentText = `
                |import request from "superagent";
` + jsStream + `
body=stream               |const sent = \
!body=stream              |const response = await \
                          |request({{method}}, {{url}})\
each group                |
each group                |  .set({{name}}, {{value}})\
redirects                 |
redirects                 |  .redirects({{redirects}})\
each field                |
each field                |  .field({{name}}, {{value}})\
body !body=stream !fields |
body !body=stream !fields |  .send({{text}})\
                          |;
body=stream               |Readable.from([{{text}}]).pipe(sent);
body=stream               |const response = await new Promise((resolve, reject) => sent.on("response", resolve).on("error", reject));
                          |console.log(response.status);
`

// jsStream ends the imports, with the one that a stream needs.
const jsStream = `
body=stream |import { Readable } from "node:stream";
            |
`

// jsForm is a form with the fields of a multipart body.
const jsForm = `
fields     |const form = new FormData();
each field |form.append({{name}}, {{value}});
fields     |
`

// jsHeaders are the headers as an object. One that is there more than once has
// an array of values.
const jsHeaders = `
headers    |  headers: {
each group |    {{name key}}: {{value}},
headers    |  },
`

const jsBody = `
fields                    |  body: form,
body=stream               |  body: Readable.from([{{text}}]),
body !body=stream !fields |  body: {{text}},
`
