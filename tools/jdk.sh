# shellcheck shell=bash
# Finds a JDK 17 to 23 and exports JAVA_HOME; installs one when there is none and this may be done.

jdk_version() { # JAVA_HOME -> feature version, or nothing when it is no JDK
  [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

jdk_fits() {
  local version
  version=$(jdk_version "$1")
  [ -n "$version" ] && [ "$version" -ge 17 ] && [ "$version" -le 23 ]
}

# The first Java in the path may be a wrong one: every place is asked, none is trusted.
find_jdk() {
  local candidate javac
  javac=$(command -v javac || true)
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*-17-* /usr/lib/jvm/*-21-* /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* \
    "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}"; do
    if [ -n "$candidate" ] && jdk_fits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
}

require_jdk() {
  local found package
  found=$(find_jdk)
  if [ -z "$found" ]; then
    apt_update
    package=$(apt-cache --names-only search '^openjdk-(17|21)-jdk-headless$' 2>/dev/null | sort | head -1 | cut -d' ' -f1)
    apt_install "${package:-openjdk-17-jdk-headless}" "a JDK 17 to 23 (none was found in JAVA_HOME, /usr/lib/jvm or the path)"
    found=$(find_jdk)
    [ -n "$found" ] || die "a JDK was installed but none from 17 to 23 can be found; set JAVA_HOME"
  fi
  export JAVA_HOME=$found
}

# A machine that was just set up has no lists yet, and its release may have another JDK than the one that we would guess.
apt_update() {
  if [ "$(id -u)" -eq 0 ] && command -v apt-get > /dev/null; then apt-get update > /dev/null 2>&1 || true; fi
}

apt_install() { # PACKAGE, what it is for
  local log
  if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
    die "Parvis needs $2. Install it, for instance with: sudo apt-get install $1"
  fi
  log=$(mktemp)
  echo "  installing $1"
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"; } > "$log" 2>&1; then
    tail -5 "$log" >&2
    die "installing $1 failed; the whole log is $log"
  fi
  rm -f "$log"
}

# For programs that tests start themselves: Debian and Ubuntu would start their servers at once (nginx at port 80), and at each boot.
apt_install_stopped() { # PACKAGE, what it is for, service...
  local policy=/usr/sbin/policy-rc.d placed= package=$1 purpose=$2 service
  shift 2
  # A policy that is there already is the machine's own word.
  if [ "$(id -u)" -eq 0 ] && [ ! -e "$policy" ]; then
    printf '#!/bin/sh\n# Placed by ./parvis test for one installation: no service is started.\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    placed=yes
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  apt_install "$package" "$purpose"
  for service in "$@"; do
    if command -v systemctl > /dev/null; then
      systemctl --quiet disable "$service" > /dev/null 2>&1 || true
    elif command -v update-rc.d > /dev/null; then
      update-rc.d "$service" disable > /dev/null 2>&1 || true
    fi
  done
  if [ -n "$placed" ]; then
    rm -f "$policy"
    trap - EXIT
  fi
}
