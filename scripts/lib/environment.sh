# Sourced by every script: finds a JDK 25, builds what is older than its sources, starts a program.
# Stdout belongs to the program; whatever is said here goes to stderr.

root=$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")

say() { printf '%s\n' "$*" >&2; }

fail() { say "$(basename "$0"): $*"; exit 1; }

# Runs a command as root, directly or by a sudo that does not ask; false where neither is possible.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else command -v sudo >/dev/null && sudo -n "$@"; fi
}

# install_package DEBIAN_NAME FEDORA_NAME: from the system's own packages, false where there is none.
install_package() {
  if command -v apt-get >/dev/null; then
    as_root apt-get install -y --no-install-recommends "$1" >&2 ||
      { as_root apt-get update >&2 && as_root apt-get install -y --no-install-recommends "$1" >&2; }
  elif command -v dnf >/dev/null; then
    as_root dnf install -y "$2" >&2
  else
    return 1
  fi
}

# need COMMAND DEBIAN_NAME FEDORA_NAME: installs its package where the command is missing.
need() { command -v "$1" >/dev/null || install_package "$2" "$3" || fail "$1 is needed; install it"; }

# is_java25 DIRECTORY: read from its release file, because starting each java would take long.
is_java25() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${version:-0}" -ge 25 ]
}

is_jdk25() { [ -x "$1/bin/javac" ] && is_java25 "$1"; }

# Prints the home of a JDK 25 or newer, false if there is none.
find_jdk25() {
  local home javac
  javac=$(command -v javac || true)
  for home in "${JAVA_HOME:-}" "${javac:+$(dirname "$(dirname "$(readlink -f "$javac")")")}" \
      /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$home" ] && is_jdk25 "$home"; then printf '%s\n' "$home"; return; fi
  done
  return 1
}

# Sets JAVA_HOME to a JDK 25, installs one if the system has it, else says what is missing and ends.
require_jdk25() {
  if ! JAVA_HOME=$(find_jdk25); then
    say "no JDK 25 found; looking for one in the system's packages"
    install_package openjdk-25-jdk-headless java-25-openjdk-devel || true
    JAVA_HOME=$(find_jdk25) || fail "a JDK 25 or newer is needed and the system's packages have none.
Looked at JAVA_HOME, javac on the PATH and /usr/lib/jvm.
Install one (for instance Eclipse Temurin 25, package temurin-25-jdk, see https://adoptium.net/installation)
and set JAVA_HOME to its directory if it is not below /usr/lib/jvm."
  fi
  export JAVA_HOME
}

# The wrapper's Maven; the system's where the wrapper cannot fetch one.
maven() {
  local mvn=$root/mvnw
  if ! "$mvn" --version >/dev/null 2>&1; then
    mvn=$(command -v mvn) || fail "Maven could not be fetched. Check the network (./mvnw --version says why) or install Maven 3.8 or newer."
    say "Maven could not be fetched by the wrapper; using $mvn"
  fi
  (cd "$root" && MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}" exec "$mvn" --batch-mode "$@")
}

# This machine's architecture, as packages name it.
machine() { case "$(uname -m)" in aarch64 | arm64) echo arm64 ;; *) echo amd64 ;; esac; }

# javafx_platform ARCHITECTURE: what JavaFX calls it; its libraries are all that differs between packages.
javafx_platform() {
  case "$1" in
    amd64) echo linux ;;
    arm64) echo linux-aarch64 ;;
    *) fail "there is no package for $1; say arm64 or amd64" ;;
  esac
}

class_paths=("$root"/{kiosk-app,sync-hub,benchmarks}/target/classpath.txt)

# Puts this machine's class paths aside. Where some lie there already, a build was killed: nobody knows any more which are
# right, so all go, and the next start of a program builds.
keep_class_paths() {
  local file
  for file in "${class_paths[@]}"; do
    [ ! -e "$file.kept" ] || rm -f "${class_paths[@]}" "${class_paths[@]/%/.kept}"
  done
  for file in "${class_paths[@]}"; do
    [ ! -e "$file" ] || { cp "$file" "$file.part" && mv "$file.part" "$file.kept"; } || return
  done
}

# Of another architecture's build nothing stays. Where there was no class path, the next build makes one.
restore_class_paths() {
  local file
  for file in "${class_paths[@]}"; do
    rm -f "$file"
    [ ! -e "$file.kept" ] || mv "$file.kept" "$file"
  done
}

# maven_for ARCHITECTURE ARGUMENT…: with its JavaFX. Programs that are started from the checkout keep that of this machine.
maven_for() {
  local arch=$1
  shift
  local build=(maven -Djavafx.platform="$(javafx_platform "$arch")" -Ddeb.arch="$arch" "$@")
  if [ "$arch" = "$(machine)" ]; then
    "${build[@]}"
    return
  fi
  # In a shell of its own, whose end restores them, however it comes; it waits for Maven, which may write until it ends.
  (
    trap restore_class_paths EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
    keep_class_paths && "${build[@]}"
  )
}

# package_content ARCHITECTURE: makes its package and looks at what lies in it; nothing of it is run.
package_content() {
  maven_for "$1" --quiet -pl debian -am integration-test -Dspotless.skip -Dtest=PackageContentTest \
    -Dsurefire.failIfNoSpecifiedTests=false -Dsurefire.reportNameSuffix="$1"
}

# True if anything that goes into the programs is newer than the last build. A deleted file shows in its directory.
is_stale() {
  local stamp=$root/target/built module
  [ -e "$stamp" ] || return 0
  for module in kiosk-app sync-hub benchmarks; do
    [ -e "$root/$module/target/classpath.txt" ] || return 0
  done
  [ -n "$(find "$root"/pom.xml "$root"/*/pom.xml "$root"/*/src/main -newer "$stamp" -print -quit)" ]
}

# Builds without tests, once, however many scripts ask at the same time. The stamp is as old as the build's start, so
# that an edit made meanwhile counts.
build_if_stale() {
  is_stale || return 0
  mkdir -p "$root/target"
  (
    flock 9
    is_stale || exit 0
    say "building …"
    touch "$root/target/building" &&
      maven --quiet -T1C -Dmaven.test.skip -Dspotless.skip package >&2 &&
      mv "$root/target/building" "$root/target/built"
  ) 9>"$root/target/build.lock" || fail "the build failed; see above"
}

# flags_of FILE: one flag a line. The program reads the same files when it starts another one (JavaPrograms).
flags_of() { grep -v -e '^#' -e '^$' "$root/kiosk-app/src/main/resources/io/prepstation/kiosk/demo/$1"; }
mapfile -t java_flags < <(flags_of java.flags)
mapfile -t kiosk_flags < <(flags_of kiosk.flags)
# The window toolkit would load a second copy of the graphics driver, which it never draws with: 60 MB.
export GDK_GL=disable

# class_path MODULE: its jar and all it needs at run time. Jars only: the start cache takes no directories.
class_path() { printf '%s:%s' "$root/$1/target/$1"-[0-9]*.jar "$(cat "$root/$1/target/classpath.txt")"; }

# run_module MODULE MAIN ARGUMENT…: ends in the program, so that signals reach it. An array `more_java_flags` of the
# caller comes last and wins.
run_module() {
  local module=$1 main=$2
  shift 2
  require_jdk25
  build_if_stale
  exec "$JAVA_HOME/bin/java" "${java_flags[@]}" ${more_java_flags[@]+"${more_java_flags[@]}"} \
    -Dprepstation.data="$root/target/data" -cp "$(class_path "$module")" "$main" "$@"
}

# make_start_cache ARGUMENT…: unless there is one for this build, starts the kiosk with these arguments, invisibly, until its
# first screen is drawn, and keeps what the virtual machine learnt. Without it the kiosk takes twice as long to start.
start_cache=$root/target/kiosk.aot
make_start_cache() {
  [ "$start_cache" -nt "$root/target/built" ] && return
  say "making the start cache …"
  rm -f "$start_cache"
  "$JAVA_HOME/bin/java" "${java_flags[@]}" "${kiosk_flags[@]}" -XX:AOTCacheOutput="$start_cache" \
    -Dprepstation.data="$root/target/data" -cp "$(class_path kiosk-app)" \
    io.prepstation.kiosk.command.Main kiosk "$@" --headless --until-drawn >/dev/null 2>&1 ||
    say "there is no start cache; the kiosk starts without it"
}
