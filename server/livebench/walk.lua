-- wrk asks for the targets in a file, the same way whatever server answers: for
-- the first of them as many times as they may be asked for, in turn with as many
-- others as are asked for at a time, then for the next ones. The requests are
-- written before the clock starts.

local requests, width, times = {}, 0, 0
local first, at, round = 1, 0, 1

function init(args)
  for target in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", target)
  end
  width, times = math.min(tonumber(args[2]), #requests), tonumber(args[3])
end

function request()
  at = at + 1
  if at > width then
    at, round = 1, round + 1
    if round > times then
      first, round = first + width, 1
      if first + width - 1 > #requests then -- all have been asked for
        first = 1
      end
    end
  end
  return requests[first + at - 1]
end

-- One line, as the benchmark reads it. Of the statuses wrk counts those above
-- 399 alone.
function done(summary, latency)
  local e = summary.errors
  io.write(string.format("walked %d %d %d %d %d\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.timeout + e.status))
end
