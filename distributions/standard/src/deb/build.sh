#!/usr/bin/env bash
# Makes target/parvis_VERSION_all.deb from the packed distribution: build.sh [VERSION]
# The program is in /opt/parvis and belongs to root; the instance, with all that it writes, is in /var/lib/parvis.
set -euo pipefail
cd "$(dirname "$0")/../.."
archive=$(ls target/parvis-standard-*.tar.gz)
version=${1:-$(sed 's#.*/parvis-standard-\(.*\)\.tar\.gz#\1#; s/-SNAPSHOT/~snapshot/' <<< "$archive")}
root=target/deb
umask 022
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/opt/parvis" "$root/usr/lib/systemd/system" "$root/etc/default" "$root/usr/share/doc/parvis"
tar xzf "$archive" -C "$root/opt/parvis" --strip-components=1 --no-same-owner
rm -rf "$root/opt/parvis/data"
chmod -R u=rwX,go=rX "$root/opt/parvis"
mv "$root/opt/parvis/share/parvis.service" "$root/usr/lib/systemd/system/"

cat > "$root/etc/default/parvis" <<'END'
# Settings of the service; the files of /var/lib/parvis/etc hold all others. Read when the service starts.
#PARVIS_HOST=127.0.0.1
#PARVIS_PORT=8080
#PARVIS_MEMORY=1g
#JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
END
echo /etc/default/parvis > "$root/DEBIAN/conffiles"

cat > "$root/usr/share/doc/parvis/copyright" <<'END'
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Parvis

Files: *
Copyright: 2026 the authors of Parvis
License: Apache-2.0
 On Debian systems the text of the Apache License 2.0 is in
 /usr/share/common-licenses/Apache-2.0. What else is in the package, and under
 which licence, is listed in /usr/share/doc/parvis/NOTICE.
END
cp ../../NOTICE "$root/usr/share/doc/parvis/NOTICE"
printf 'parvis (%s) unstable; urgency=medium\n\n  * Built from the sources of this version.\n\n -- Parvis <parvis@parvis.example>  %s\n' \
  "$version" "$(date -R -r "$archive")" | gzip -9n > "$root/usr/share/doc/parvis/changelog.gz"

cat > "$root/DEBIAN/control" <<END
Package: parvis
Version: $version
Architecture: all
Section: web
Priority: optional
Installed-Size: $(du -sk --apparent-size "$root" | cut -f1)
Depends: adduser, openjdk-17-jre-headless | openjdk-21-jre-headless
Recommends: nginx | haproxy | caddy
Suggests: postgresql
Maintainer: Parvis <parvis@parvis.example>
Description: white-label websites and teleservices for communes
 One installation hosts the site of every commune of a territory, each with its
 own theme and its own choice of services, which are updated while visitors
 read. The data is in /var/lib/parvis; see docs/operators of the sources.
END

cat > "$root/DEBIAN/postinst" <<'END'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
  if ! getent passwd parvis > /dev/null; then
    adduser --quiet --system --group --home /var/lib/parvis --no-create-home parvis
  fi
  if [ ! -d /var/lib/parvis ]; then
    install -d -o parvis -g parvis -m 0750 /var/lib/parvis
  fi
fi
# Enabled at the first installation; later as the administrator left it.
if [ "$1" = configure ] || [ "$1" = abort-upgrade ]; then
  deb-systemd-helper unmask parvis.service > /dev/null || true
  if deb-systemd-helper --quiet was-enabled parvis.service; then
    deb-systemd-helper enable parvis.service > /dev/null || true
  else
    deb-systemd-helper update-state parvis.service > /dev/null || true
  fi
  if [ -d /run/systemd/system ]; then
    systemctl --system daemon-reload > /dev/null || true
    deb-systemd-invoke start parvis.service > /dev/null || true
  fi
fi
END
cat > "$root/DEBIAN/prerm" <<'END'
#!/bin/sh
set -e
# Also before an upgrade: no process may run from files that are being replaced.
if [ -d /run/systemd/system ]; then
  deb-systemd-invoke stop parvis.service > /dev/null || true
fi
END
cat > "$root/DEBIAN/postrm" <<'END'
#!/bin/sh
set -e
if [ "$1" = remove ]; then
  if command -v deb-systemd-helper > /dev/null; then deb-systemd-helper mask parvis.service > /dev/null || true; fi
fi
if [ "$1" = purge ]; then
  if command -v deb-systemd-helper > /dev/null; then
    deb-systemd-helper purge parvis.service > /dev/null || true
    deb-systemd-helper unmask parvis.service > /dev/null || true
  fi
  # What can be made again goes. Communes' data is nobody's to delete but the operator's.
  rm -rf /var/lib/parvis/runtime
  if [ -d /var/lib/parvis ] && ! rmdir /var/lib/parvis 2> /dev/null; then
    echo "parvis: the data of the sites is still in /var/lib/parvis, and belongs to the user parvis" >&2
  fi
fi
if [ -d /run/systemd/system ]; then systemctl --system daemon-reload > /dev/null || true; fi
END
chmod 755 "$root/DEBIAN/postinst" "$root/DEBIAN/prerm" "$root/DEBIAN/postrm"
dpkg-deb --root-owner-group --build "$root" "target/parvis_${version}_all.deb"
