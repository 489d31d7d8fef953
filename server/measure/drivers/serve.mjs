// What the drivers in JavaScript share: a job a line comes in, an answer a line
// goes out.
import { createInterface } from "node:readline";

// headersOf are the headers as an object, with the Content-Type that a form needs.
export function headersOf(job) {
  const headers = Object.fromEntries(job.headers);
  const { kind, text } = job.body ?? {};
  if (!("Content-Type" in headers)) {
    if (kind === "form") headers["Content-Type"] = "application/x-www-form-urlencoded";
    if (kind === "multipart") headers["Content-Type"] = "multipart/form-data; boundary=" + text.split("\r\n")[0].slice(2);
  }
  return headers;
}

// said is an error as Node.js prints it, in one line.
export function said(error) {
  const one = (e) => (e.name && e.name !== "Error" ? e.name + (e.code && typeof e.code === "string" && !String(e.message).includes(e.code) ? ` [${e.code}]` : "") + ": " : e.code ? `Error [${e.code}]: ` : "") + e.message;
  return one(error) + (error.cause instanceof Error ? ` (cause: ${one(error.cause)})` : "");
}

// serve answers jobs with what send(job) resolves to: {status, url}.
export async function serve(send) {
  process.stdout.write("ready\n");
  for await (const line of createInterface({ input: process.stdin })) {
    let answer;
    try {
      answer = await send(JSON.parse(line));
    } catch (error) {
      answer = { error: said(error) };
    }
    process.stdout.write(JSON.stringify(answer) + "\n");
  }
  process.exit();
}
