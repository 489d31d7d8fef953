package snippet

const requestsText = `
                      |import requests
                      |
                      |response = requests.request(
                      |    {{method}},
                      |    {{url}},
headers               |    headers={
each group            |        {{name}}: {{joined utf8}},
headers               |    },
body=stream           |    data=(part for part in [{{text bytes}}]),
body !body=stream     |    data={{text utf8}},
allow_redirects=true  |    allow_redirects=True,
allow_redirects=false |    allow_redirects=False,
                      |)
                      |print(response.status_code, response.url)
`

// httpx is told to follow.
const httpxText = `
                        |import httpx
                        |
                        |with httpx.Client(follow_redirects=\
follow_redirects=false  |False\
!follow_redirects=false |True\
max_redirects           |, max_redirects={{max_redirects}}\
                        |) as client:
                        |    response = client.request(
                        |        {{method}},
                        |        {{url}},
headers                 |        headers={
each group              |            {{name}}: {{joined utf8}},
headers                 |        },
body=stream             |        content=(part for part in [{{text bytes}}]),
body !body=stream       |        content={{text utf8}},
                        |    )
                        |print(response.status_code, response.url)
`

const urllibText = `
                  |from urllib.request import Request, urlopen
                  |
                  |request = Request(
                  |    {{url}},
                  |    method={{method}},
headers           |    headers={
each group        |        {{name}}: {{joined utf8}},
headers           |    },
body=stream       |    data=(part for part in [{{text bytes}}]),
body !body=stream |    data={{text bytes}},
                  |)
                  |with urlopen(request) as response:
                  |    print(response.status, response.url)
`

// aiohttp keeps the type of a body with the body.
const aiohttpText = `
                           |import asyncio
                           |
                           |import aiohttp
                           |
                           |
body=stream                |async def pieces():
body=stream                |    yield {{text bytes}}
body=stream                |
body=stream                |
                           |async def main():
                           |    async with aiohttp.ClientSession() as session:
                           |        async with session.request(
                           |            {{method}},
                           |            {{url}},
headers                    |            headers={
each group                 |                {{name}}: {{joined}},
headers                    |            },
body=stream                |            data=pieces(),
body=text                  |            data={{text}},
body=form,multipart typed  |            data={{text}},
body=form,multipart !typed |            data=aiohttp.StringPayload({{text}}, content_type={{type}}),
allow_redirects=true       |            allow_redirects=True,
allow_redirects=false      |            allow_redirects=False,
max_redirects              |            max_redirects={{max_redirects}},
                           |        ) as response:
                           |            print(response.status, response.real_url)
                           |
                           |
                           |asyncio.run(main())
`

// pythonText writes text for Python, as bytes where a client would not know how
// to encode it.
func pythonText(s string) string {
	for _, r := range s {
		if r >= 0x80 {
			return encoded(s)
		}
	}
	return literal(s)
}

// encoded writes text as bytes for Python.
func encoded(s string) string { return literal(s) + ".encode()" }
