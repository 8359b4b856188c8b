# p99 over all communes at random against one of them, both warm.
console 'parvis:tenant-list' | grep -oE '[a-z0-9-]+\.localhost' | sort -u > "$work/hosts.txt"
cat > "$work/spread.lua" <<LUA
local requests = {}
init = function(args)
  for host in io.lines("$work/hosts.txt") do
    requests[#requests + 1] = wrk.format("GET", "/", {["Host"] = host .. ":$port", ["Accept-Encoding"] = "gzip"})
  end
  math.randomseed(1)
end
request = function() return requests[math.random(#requests)] end
LUA
while read -r host; do curl -s -o /dev/null -H "Host: $host:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port/"; done < "$work/hosts.txt"
all() { wrk -t1 -c16 -d"${1}s" --latency -s "$work/spread.lua" "http://127.0.0.1:$port/"; }
single() { wrk -t1 -c16 -d"${1}s" --latency -H "Host: $one.localhost:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port/"; }
all 8 > /dev/null
for _ in 1 2 3 4 5 6 7; do a=$(all 4 | wrk_p99); b=$(single 4 | wrk_p99); awk -v a="$a" -v b="$b" 'BEGIN {print a / b, a, b}'; done > "$work/spread.txt"
row "p99 over $(wc -l < "$work/hosts.txt") sites at random against one, warm (median of 7 pairs)" \
  "$(awk -v r="$(cut -d' ' -f1 "$work/spread.txt" | median)" -v a="$(cut -d' ' -f2 "$work/spread.txt" | median)" -v b="$(cut -d' ' -f3 "$work/spread.txt" | median)" 'BEGIN {printf "%.2f (%.2f ms against %.2f ms)", r, a, b}')" "<= 1.3"
