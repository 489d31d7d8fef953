// What the drivers in JavaScript share: a job a line comes in, an answer a line
// goes out.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";

// headersOf are the headers as an object.
export const headersOf = (job) => Object.fromEntries(job.headers);

// fieldsOf are the fields of a form or of a multipart body, as pairs.
export function fieldsOf({ kind, text }) {
  if (kind === "form") return [...new URLSearchParams(text)];
  return [...text.matchAll(/; name="([^"]*)"\r\n\r\n(.*)\r\n/g)].map(([, name, value]) => [name, value]);
}

// bodyOf is the body as the object that is made for its kind.
export function bodyOf({ body }, Form = FormData) {
  switch (body?.kind) {
    case "form":
      return new URLSearchParams(body.text);
    case "multipart": {
      const form = new Form();
      for (const [name, value] of fieldsOf(body)) form.append(name, value);
      return form;
    }
    case "stream":
      return Readable.from([body.text]);
    default:
      return body?.text;
  }
}

// said is an error as Node.js prints it, in one line: its first, and the first of
// its cause, where that says more.
function said(error) {
  const line = (e) => String(e?.stack ?? e).split("\n")[0];
  const cause = error?.cause instanceof Error ? line(error.cause).replace(/^Error: /, "") : "";
  return line(error) + (cause && !line(error).endsWith(error.cause.message || "\n") ? ` (cause: ${cause})` : "");
}

// serve answers jobs with what send(job) resolves to: {status, url}. An error that
// nobody can catch would end its user's program; here it ends the job.
export async function serve(send) {
  let uncaught;
  process.on("uncaughtException", (error) => uncaught?.(error));
  process.stdout.write("ready\n");
  for await (const line of createInterface({ input: process.stdin })) {
    let answer;
    try {
      answer = await Promise.race([send(JSON.parse(line)), new Promise((_, reject) => (uncaught = reject))]);
    } catch (error) {
      answer = { error: said(error) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
  process.exit();
}
