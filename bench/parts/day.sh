# « Ma journée » with 10 000 open items over five contributions and three communes, on a real database, from request to HTML (without HTTP).
log=$work/day.log
(cd "$root" && ./mvnw -q -o -pl platform/backoffice test -Dtest=DayBench -Dsurefire.failIfNoSpecifiedTests=false) > "$log" 2>&1 || { tail -20 "$log" >&2; false; }
while read -r _ on _ median _; do
  row "« Ma journée », 10 000 items over 5 contributions, 3 communes, on $on: median" "$median ms" "100 ms"
done < <(grep -ohE '^DAY .*' "$log" "$root"/platform/backoffice/target/surefire-reports/*DayBench*.txt 2>/dev/null | sort -u)
