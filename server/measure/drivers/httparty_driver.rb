require "httparty"
require_relative "serve"

serve do |job|
  body = job["body"]
  set = { headers: headers(job), **options(job) }
  case body && body["kind"]
  when "form" then set[:body] = fields(body)
  when "multipart" then set.update(body: fields(body), multipart: true)
  when "stream"
    set[:body_stream] = StringIO.new(body["text"])
    set[:headers]["Transfer-Encoding"] = "chunked"
  when "text" then set[:body] = body["text"]
  end
  response = HTTParty.public_send(job["method"].downcase, job["url"], set)
  [response.code, response.request.last_uri]
end
