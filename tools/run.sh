# shellcheck shell=bash
# ./parvis run

. tools/jdk.sh
. tools/build.sh
. tools/instance.sh

port=8080 data=var/demo database= tenants= detach=
while [ $# -gt 0 ]; do
  case $1 in
    --detach) detach=yes; shift; continue ;;
    --port | --data | --database | --tenants) [ $# -gt 1 ] || die "$1 wants a value" ;;
    *) usage >&2; die "unknown option: $1" ;;
  esac
  case $1 in
    --port) [[ $2 =~ ^[0-9]{1,5}$ ]] || die "--port wants a number, not '$2'"; port=$2 ;;
    --data) data=$2 ;;
    --database) [[ $2 == jdbc:* ]] || die "--database wants a JDBC URL such as jdbc:postgresql://localhost/parvis?user=parvis&password=..."; database=$2 ;;
    --tenants)
      [ "$2" = none ] || [ -r "$2" ] || die "no such file: $2"
      if [ "$2" = none ]; then tenants=none; else tenants=$(readlink -f "$2"); fi
      ;;
  esac
  shift 2
done

require_jdk
data=$(absolute "$data")
[ -z "$(instance_pid "$data")" ] || die "an instance already runs in $data, on port $(instance_port "$data"); end it with: ./parvis stop --data $data"
if port_taken "$port"; then die "port $port is taken by another program; choose one with --port"; fi
build

write_settings() {
  # Read by the server before anything starts; only its owner may read it, since a database URL can hold a password.
  (umask 077 && mkdir -p "$data/etc" && {
    [ "$tenants" = none ] || echo "parvis.demo.tenants = ${tenants:-$PWD/$distribution/demo/communes-aveyron.csv}"
    [ -z "$database" ] || echo "parvis.database = ${database//\\/\\\\}"
  } > "$data/etc/custom.system.properties")
}

start() {
  local console_port
  rm -f "$data/progress"
  console_port=$(free_port 8101)
  export PARVIS_PORT=$port PARVIS_CONSOLE_PORT=$console_port
  if [ -n "$detach" ]; then
    setsid nohup "$distribution/bin/parvis-server" "$data" > "$data/out.log" 2>&1 < /dev/null &
  else
    "$distribution/bin/parvis-server" "$data" > "$data/out.log" 2>&1 < /dev/null &
  fi
  pid=$!
  echo "$pid $port" > "$data/parvis.pid"
}

# The server tells how far the first start is: a step, how many are done, how many there are.
show_progress() {
  local step done total
  read -r step done total 2> /dev/null < "$data/progress" || return 0
  case $step in
    import) progress "communes imported: $done of $total" ;;
    accounts) progress "accounts of the demonstration" ;;
    content) progress "content of the demonstration: $done of $total" ;;
    failed) progress_end; echo "  the demonstration's data is incomplete; see $data/log/parvis.log" ;;
  esac
}

demonstration_done() {
  [ "$tenants" = none ] || grep -qE '^(ready|failed) ' "$data/progress" 2> /dev/null
}

wait_until_ready() {
  local deadline=$((SECONDS + 300))
  until ready "$port" && demonstration_done; do
    show_progress
    kill -0 "$pid" 2> /dev/null || { tail -5 "$data/out.log" >&2; die "it ended before it was ready; its log is $data/log/parvis.log"; }
    [ $SECONDS -lt $deadline ] || { stop_instance "$pid"; die "it was not ready after 5 minutes and was ended; its log is $data/log/parvis.log"; }
    sleep 0.1
  done
  show_progress
  progress_end
}

print_addresses() {
  cat <<END

  Portal            http://localhost:$port/
END
  if [ -z "$tenants" ]; then
    cat <<END
  Communes          http://agen-d-aveyron.localhost:$port/
                    http://rodez.localhost:$port/
                    http://conques-en-rouergue.localhost:$port/
END
  fi
  cat <<END
  Back office       http://localhost:$port/bureau
END
  if [ "$tenants" != none ]; then
    cat <<END
    secretary         secretaire@parvis.example   parvis-demo
    operator          operateur@parvis.example    parvis-demo
END
  fi
  cat <<END

  Data and logs     $data
END
}

stopping() {
  trap - INT TERM
  echo
  echo "Stopping Parvis"
  stop_instance "$pid"
  rm -f "$data/parvis.pid"
  exit 0
}

write_settings
echo "Starting Parvis"
begin=$(date +%s%N)
start
trap stopping INT TERM
wait_until_ready
echo "  ready after $(printf '%d.%d' $((($(date +%s%N) - begin) / 1000000000)) $((($(date +%s%N) - begin) / 100000000 % 10))) s"
print_addresses
if [ -n "$detach" ]; then
  echo "  End it with       ./parvis stop"
  exit 0
fi
echo "  End it with       Ctrl-C"
status=0
wait "$pid" || status=$?
rm -f "$data/parvis.pid"
[ $status -eq 0 ] || die "Parvis ended with status $status; its log is $data/log/parvis.log"
