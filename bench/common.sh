# Shared by the parts of the bench. Everything listens on 127.0.0.1.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=${PARVIS_BENCH_DIR:-$root/bench/target}
port=${PARVIS_BENCH_PORT:-18700}
nginx_port=$((port + 1))
one=agen-d-aveyron
mkdir -p "$work"

say() { printf '%s\n' "$*" >&2; }

# row WHAT MEASURED TO_REACH: one line of the table, kept until the end.
row() { printf '| %s | %s | %s |\n' "$1" "$2" "$3" | tee -a "$work/table.md" >&2; }

median() { sort -n | awk '{v[NR]=$1} END {if (NR) print (NR%2 ? v[(NR+1)/2] : (v[NR/2]+v[NR/2+1])/2)}'; }

# requests per second, p99 in ms, number of failures (status not 2xx/3xx, connection errors) of a wrk report on standard input
wrk_rate() { awk '/Requests\/sec/ {print $2}'; }
wrk_p99() { awk '$1=="99%" {v=$2; if (v ~ /us$/) print v/1000; else if (v ~ /ms$/) print v+0; else print v*1000}'; }
wrk_failed() { awk '/Non-2xx/ {n+=$NF} /Socket errors/ {gsub(",",""); n+=$4+$6+$8+$10} END {print n+0}'; }

start() { # start DATA [run options]: detached, on our port; prints the seconds until the first page
  local data=$1; shift
  local begin end
  begin=$(date +%s.%N)
  "$root/parvis" run --detach --port "$port" --data "$data" "$@" > "$work/run.log" 2>&1 || { tail -20 "$work/run.log" >&2; return 1; }
  end=$(date +%s.%N)
  awk -v a="$begin" -v b="$end" 'BEGIN {printf "%.1f\n", b - a}'
}
stop() { "$root/parvis" stop --data "$1" > /dev/null 2>&1 || true; }
console() { "$root/parvis" console --data "$data" "$1"; }
server_pid() { pgrep -f -- "-Dkaraf.base=$1 " | head -1; }
