# shellcheck shell=bash
# Builds the demonstration's distribution when a source changed since it was last built.

distribution=distributions/demo/target/parvis
built=distributions/demo/target/parvis.built

# Contents decide, not dates: a checkout that touches files without changing them builds nothing.
source_state() {
  find pom.xml .mvn platform plugins themes karaf-features distributions \
    \( -name target -o -name node_modules -o -path '*/src/test' -o -path distributions/exam -o -path distributions/itests \) -prune -o -type f -print0 \
    | sort -z | xargs -0 sha1sum | sha1sum | cut -d' ' -f1
}

maven() { # LOG ARGUMENTS...: one line per module on the terminal, all the rest in the log
  local log=$1 line
  shift
  mkdir -p "$(dirname "$log")"
  set +e
  ./mvnw -B -ntp -Dstyle.color=never "$@" 2>&1 | tee "$log" | while IFS= read -r line; do
    case $line in
      '[INFO] Building Parvis :: '*)
        line=${line#'[INFO] Building Parvis :: '}
        line=${line// :: / / }
        progress "building  ${line##* }  ${line%% [0-9]*}"
        ;;
    esac
  done
  local status=${PIPESTATUS[0]}
  set -e
  progress_end
  return "$status"
}

progress() { # TEXT[: COUNT]: in place on a terminal; elsewhere one line for each TEXT
  if [ -t 1 ]; then
    printf '\r\033[K  %s' "$1"
  elif [ "${1%%:*}" != "${shown:-}" ]; then
    shown=${1%%:*}
    echo "  $shown"
  fi
}

progress_end() {
  if [ -t 1 ]; then printf '\r\033[K'; fi
}

build() {
  local state log=var/build.log started=$SECONDS
  state=$(source_state)
  if [ -x "$distribution/bin/parvis-server" ] && [ "$(cat "$built" 2> /dev/null)" = "$state" ]; then
    return
  fi
  echo "Building Parvis (the first time takes a few minutes: its libraries are fetched)"
  rm -f "$built"
  if ! maven "$log" install -DskipTests -pl '!distributions/exam,!distributions/itests'; then
    grep -E '^\[ERROR\]' "$log" | head -20 >&2
    die "the build failed; the whole log is $log"
  fi
  echo "$state" > "$distribution/etc/parvis.version"
  echo "$state" > "$built"
  echo "  built in $((SECONDS - started)) s"
}
