#!/usr/bin/env bash
# Makes target/parvis_VERSION_all.deb from the assembled distribution: build.sh [VERSION]
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:-$(sed -n 's/-SNAPSHOT/~snapshot/; s/^\([0-9].*\)$/\1/p' target/assembly/etc/parvis.version)}
root=target/deb
rm -rf "$root"
mkdir -p "$root/DEBIAN" "$root/opt/parvis" "$root/lib/systemd/system" "$root/etc/default"
tar xzf target/parvis-standard-*.tar.gz -C "$root/opt/parvis" --strip-components=1
rm -rf "$root/opt/parvis/data"
cp src/main/resources/share/parvis.service "$root/lib/systemd/system/"
cat > "$root/etc/default/parvis" <<'END'
# Settings of the service; the files of /var/lib/parvis/etc hold all others.
#PARVIS_HOST=127.0.0.1
#PARVIS_PORT=8080
#PARVIS_MEMORY=1g
#JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
END
echo /etc/default/parvis > "$root/DEBIAN/conffiles"
cat > "$root/DEBIAN/control" <<END
Package: parvis
Version: $version
Architecture: all
Section: web
Priority: optional
Depends: adduser, openjdk-17-jre-headless | openjdk-21-jre-headless
Maintainer: Parvis <parvis@parvis.example>
Description: white-label websites and teleservices for communes
 One installation hosts the site of every commune of a territory.
END
cat > "$root/DEBIAN/postinst" <<'END'
#!/bin/sh
set -e
if [ "$1" = configure ]; then
  getent passwd parvis > /dev/null || adduser --system --group --home /var/lib/parvis --no-create-home parvis
  install -d -o parvis -g parvis -m 0750 /var/lib/parvis
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    systemctl enable --now parvis.service
  fi
fi
END
cat > "$root/DEBIAN/prerm" <<'END'
#!/bin/sh
set -e
if [ -d /run/systemd/system ]; then systemctl stop parvis.service; fi
END
chmod 755 "$root/DEBIAN/postinst" "$root/DEBIAN/prerm"
dpkg-deb --root-owner-group --build "$root" "target/parvis_${version}_all.deb"
