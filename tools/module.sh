# shellcheck shell=bash
# What the generators of plugins and themes share.

check_name() { # NAME, plugins or themes
  [[ ${1:-} =~ ^[a-z][a-z0-9]{1,29}$ ]] || die "a name is 2 to 30 lower-case letters and digits, beginning with a letter: ./parvis $command library"
  [ ! -e "$2/$1" ] || die "$2/$1 is there already"
  [ ! -e "platform/$1" ] || die "$1 is the name of a part of the platform"
}

capitalised() {
  echo "$(tr '[:lower:]' '[:upper:]' <<< "${1:0:1}")${1:1}"
}

# The module is listed with its siblings, its feature is verified, and it goes into the distribution's deploy/.
list_module() { # FOLDER NAME ARTIFACT
  local standard=distributions/standard/pom.xml
  sed -i "s#^  </modules>#    <module>$2</module>\n  </modules>#" "$1/pom.xml"
  sed -i "s#^              </descriptors>#                <descriptor>mvn:org.parvis/$3/\${project.version}/xml/features</descriptor>\n              </descriptors>#" karaf-features/pom.xml
  sed -i "s#^  </dependencies>#    <dependency><groupId>org.parvis</groupId><artifactId>$3</artifactId><version>\${project.version}</version><scope>test</scope></dependency>\n  </dependencies>#" "$standard"
}

say_how_to_go_on() { # FOLDER/NAME ARTIFACT
  cat <<END
$1 is made, listed in $(dirname "$1")/pom.xml and part of the distribution.

  ./mvnw -pl $1 install          builds and tests it
  cp $1/target/$2-*.jar var/demo/deploy/
                                            puts it into the running demonstration, without a restart (or its .kar)
END
}
