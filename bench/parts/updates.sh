# The news plugin is replaced 20 times under constant load on its own pages and on another plugin's.
jar=$(ls ../plugins/news/target/org.parvis.news-*.jar | grep -v sources | head -1)
load() { wrk -t1 -c8 -d90s -H "Host: $one.localhost:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port$1"; }
load /actualites > "$work/u1.txt" & first=$!
load / > "$work/u2.txt" & second=$!
installed=0
for n in $(seq 1 20); do
  versioned=$work/org.parvis.news-9.0.$n.jar
  node version.mjs "$jar" "9.0.$n" "$versioned"
  console "parvis:plugin-install $versioned" > "$work/install.txt" 2>&1 && installed=$((installed + 1)) || cat "$work/install.txt" >&2
done
wait $first; wait $second
row "failed requests over $installed hot updates under load ($(awk '/requests in/ {n+=$1} END {print n}' "$work/u1.txt" "$work/u2.txt") requests)" "$(cat "$work/u1.txt" "$work/u2.txt" | wrk_failed)" "0 over 20"
