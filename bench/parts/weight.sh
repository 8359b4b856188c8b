[ -d node_modules ] || npm install --silent --no-audit --no-fund > /dev/null
for theme_host in $one rodez conques-en-rouergue; do
  read -r bytes requests photos < <(node weight.mjs "http://$theme_host.localhost:$port/")
  row "home page of $theme_host with all assets, first visit, compressed, photos aside / requests" "$(awk -v b="$bytes" 'BEGIN {printf "%.1f kB", b / 1000}') / $requests (+ $photos photos)" "<= 40 kB / <= 6"
done
