[ -d node_modules ] || npm install --silent --no-audit --no-fund > /dev/null
base=http://$one.localhost:$port
article=$(curl -s -H "Host: $one.localhost:$port" "http://127.0.0.1:$port/actualites" | grep -oE 'href="/actualites/[a-z0-9-]+"' | cut -d'"' -f2 | head -1)
for page in "home /" "article $article" "page /la-mairie/conseil-municipal" "search /recherche?q=mairie"; do
  name=${page%% *}; path=${page#* }
  for n in 1 2 3 4 5; do
    CHROME_PATH=/usr/bin/chromium node_modules/.bin/lighthouse "$base$path" --quiet --output=json --output-path="$work/lh-$name-$n.json" \
      --chrome-flags="--headless=new --no-sandbox --disable-gpu --disable-background-networking" > /dev/null 2>&1 || say "lighthouse $name $n failed"
  done
  scores=$(node lighthouse.mjs "$work"/lh-"$name"-*.json)
  row "Lighthouse 12, mobile, median of 5: $name (performance, accessibility, best practices, SEO)" "$scores" "each >= 98"
done
