-- Asks for another address at each request; the first argument keeps those of one run apart from another's.
local threads = 0
function setup(thread)
   threads = threads + 1
   thread:set("name", threads)
end

local asked = 0
function init(arguments)
   release, run = arguments[1], arguments[2]
end

function request()
   asked = asked + 1
   local own = run .. "-" .. name .. "-" .. asked
   local kind = asked % 4
   if kind == 0 then
      return wrk.format(nil, release .. "?utm_campaign=" .. own)
   elseif kind == 1 then
      return wrk.format(nil, "/fr/communiques/2020/" .. own .. "/?gclid=" .. own)
   elseif kind == 2 then
      -- A parameter that the list knows.
      return wrk.format(nil, "/fr/communiques/?page=" .. (name * 400000 + run * 50000 + asked) .. "&x=" .. own)
   end
   return wrk.format(nil, "/fr/" .. own .. "/?x=" .. own)
end
