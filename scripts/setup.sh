# What the launcher, the Makefile and so CI need before they can start: a JDK 25, Maven and the hardware tools.
# Sourced, never run. Kept to what macOS's bash 3.2 understands, and free of subprocesses where nothing is missing,
# because the launcher passes here on every start.

say() { printf 'vitcc: %s\n' "$*" >&2; }

is_jdk_25() {
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  local line
  while IFS= read -r line; do
    case $line in JAVA_VERSION=\"25 | JAVA_VERSION=\"25[.\"]*) return 0 ;; esac
  done < "$1/release"
  return 1
}

# Sets JAVA_HOME to a JDK 25 for this process and its children. Maven needs it as much as vitcc does: google-java-format
# parses in Maven's own JVM.
use_jdk_25() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
    "${HOME:-}"/.jdks/*; do
    if [[ -n $home ]] && is_jdk_25 "$home"; then
      export JAVA_HOME=$home
      # Maven 3.8's own libraries call what JDK 25 warns about; not ours to mend, and not ours to show.
      export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow"
      return 0
    fi
  done
  say 'no JDK 25 found: not in JAVA_HOME, nor where systems, Homebrew, SDKMAN and IntelliJ keep theirs.'
  say 'Install one, for example from https://adoptium.net/temurin/releases/?version=25 or with'
  say '    sdk install java 25-tem            (SDKMAN)'
  say '    brew install --cask temurin@25     (macOS)'
  say 'or set JAVA_HOME to it, and start again.'
  return 1
}

package_of() {
  case $1 in mvn) echo maven ;; clang++) echo clang libclang-rt-dev ;; tclsh) echo tcl ;; *) echo "$1" ;; esac
}

# need_tools TOOL...: installs what is missing where that can be done without asking, and otherwise names the command.
# Returns 1 where something is still missing; whether that matters is for the caller to say.
need_tools() {
  local tool missing='' packages='' as_root=''
  for tool in "$@"; do
    if ! command -v "$tool" > /dev/null && [[ "$missing " != *" $tool "* ]]; then
      missing+=" $tool"
      packages+=" $(package_of "$tool")"
    fi
  done
  [[ -n $missing ]] || return 0

  if ! command -v apt-get > /dev/null; then
    say "missing:$missing. Install them with your system's package manager, for example"
    say "    brew install${packages/ iverilog/ icarus-verilog}"
    return 1
  fi
  if ((EUID != 0)); then
    if command -v sudo > /dev/null && sudo -n true 2> /dev/null; then
      as_root='sudo -n'
    else
      say "missing:$missing. Install them with"
      say "    sudo apt-get update && sudo apt-get install -y$packages"
      return 1
    fi
  fi
  say "installing$packages …"
  local apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 -o APT::Get::Assume-Yes=true"
  # A failed update is not the end: the lists that are there may do.
  $apt update > /dev/null || true
  if $apt install --no-install-recommends $packages > /dev/null; then
    return 0
  fi
  say "could not install$packages. Try: ${as_root:+sudo }apt-get update && ${as_root:+sudo }apt-get install -y$packages"
  return 1
}
