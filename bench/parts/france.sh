file=${PARVIS_FRANCE:-$root/../shared/data/communes-france.csv}
if [ ! -f "$file" ]; then say "no $file: set PARVIS_FRANCE"; return 0; fi
stop "$data"
start "$work/france" --tenants none > /dev/null
data_before=$data; data=$work/france
begin=$(date +%s.%N); console "parvis:tenant-import $file" > "$work/france.txt"; end=$(date +%s.%N)
row "34 969 communes imported" "$(awk -v a="$begin" -v b="$end" 'BEGIN {printf "%.0f s", b - a}')" "<= 120 s"
console 'parvis:tenant-list' | grep -oE '[a-z0-9-]+\.localhost' | sort -R --random-source=<(yes) | head -1000 > "$work/thousand.txt"
stop "$work/france"
row "with 34 969 communes: start to first page" "$(start "$work/france") s" "<= 15 s"
while read -r host; do curl -s -o /dev/null -H "Host: $host:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port/"; done < "$work/thousand.txt"
rss=$(awk '/VmRSS/ {printf "%.2f", $2 / 1048576}' "/proc/$(server_pid "$work/france")/status")
row "the same: resident memory after visiting $(wc -l < "$work/thousand.txt") of them" "$rss GiB" "<= 1.5 GB"
stop "$work/france"; data=$data_before
start "$data" > /dev/null
