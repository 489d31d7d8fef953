# What the drivers in Ruby share: a job a line comes in, an answer a line goes out.

require "json"
require "stringio"
require "uri"

$stdout.sync = true

# The headers as a Hash.
def headers(job)
  job["headers"].to_h
end

# The fields of a form, or those of a multipart one, as a Hash.
def fields(body)
  return URI.decode_www_form(body["text"]).to_h if body["kind"] == "form"

  body["text"].scan(/name="([^"]*)"\r\n\r\n(.*?)\r\n--/m).to_h
end

# The options by their names as Symbols.
def options(job)
  (job["options"] || {}).transform_keys(&:to_sym)
end

# The block is given a job, and returns the status and the URL.
def serve
  puts "ready"
  $stdin.each_line do |line|
    answer = begin
      status, url = yield JSON.parse(line)
      { status: status, url: url.to_s }
    rescue StandardError => e
      { error: "#{e.message.lines.first&.chomp} (#{e.class})" } # as Ruby itself prints it
    end
    puts answer.to_json
  end
end
