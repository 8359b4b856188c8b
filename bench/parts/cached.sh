# The same gzip bytes, served by us and by nginx as a static file, in turn.
web=$work/nginx; mkdir -p "$web/html"
curl -s -H "Host: $one.localhost:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port/" -o "$web/html/index.html.gz"
curl -s -H "Host: $one.localhost:$port" "http://127.0.0.1:$port/" -o "$web/html/index.html"
cat > "$web/nginx.conf" <<CONF
worker_processes auto; pid $work/nginx.pid; error_log $work/nginx.log;
events { worker_connections 512; }
http { access_log off; sendfile on; keepalive_requests 1000000; default_type text/html;
  client_body_temp_path $web/t1; proxy_temp_path $web/t2; fastcgi_temp_path $web/t3; uwsgi_temp_path $web/t4; scgi_temp_path $web/t5;
  server { listen 127.0.0.1:$nginx_port; root $web/html; gzip_static always; } }
CONF
nginx -c "$web/nginx.conf"
ours() { wrk -t1 -c16 -d"${1}s" -H "Host: $one.localhost:$port" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$port/"; }
theirs() { wrk -t1 -c16 -d"${1}s" -H 'Accept-Encoding: gzip' "http://127.0.0.1:$nginx_port/"; }
ours 15 > /dev/null; theirs 2 > /dev/null
: > "$work/cached.txt"
for pair in 1 2 3 4 5 6 7 8 9 10 11; do
  a=$(ours 3 | wrk_rate); b=$(theirs 3 | wrk_rate)
  awk -v a="$a" -v b="$b" 'BEGIN {print a / b, a, b}' >> "$work/cached.txt"
done
kill "$(cat "$work/nginx.pid")"; rm -f "$work/nginx.pid"
ratio=$(cut -d' ' -f1 "$work/cached.txt" | median); a=$(cut -d' ' -f2 "$work/cached.txt" | median); b=$(cut -d' ' -f3 "$work/cached.txt" | median)
row "cached home page, gzip, 16 connections: requests/s against nginx (median of 11 pairs)" "$(printf '%.2f (%.0f/s against %.0f/s)' "$ratio" "$a" "$b")" ">= 0.8"
