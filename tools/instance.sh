# shellcheck shell=bash
# One running instance: a data directory with the process and the port in parvis.pid.

instance_pid() { # DIR -> pid of the instance that runs there, or nothing
  local pid
  pid=$(cut -d' ' -f1 "$1/parvis.pid" 2> /dev/null || true)
  if [ -n "$pid" ] && tr '\0' '\n' < "/proc/$pid/cmdline" 2> /dev/null | grep -qxF -- "-Dkaraf.base=$1"; then
    echo "$pid"
  fi
}

instance_port() {
  cut -d' ' -f2 "$1/parvis.pid"
}

absolute() { # DIR: made when missing
  mkdir -p "$1" && (cd "$1" && pwd)
}

port_taken() {
  (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}

free_port() { # first choice
  local port=$1
  while port_taken "$port"; do port=$((20000 + RANDOM % 12000)); done
  echo "$port"
}

ready() { # PORT
  local answer
  exec 3<> "/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET /.well-known/parvis-ready HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r -t 5 answer <&3 || answer=
  exec 3>&- 3<&-
  [[ $answer == *' 200'* ]]
} 2> /dev/null

stop_instance() { # PID
  local _
  kill -TERM "$1" 2> /dev/null || return 0
  for _ in {1..150}; do
    kill -0 "$1" 2> /dev/null || return 0
    sleep 0.2
  done
  echo "  it did not end within 30 s and is killed" >&2
  kill -KILL "$1" 2> /dev/null || true
}
