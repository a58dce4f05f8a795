#!/usr/bin/env bash
# Makes the container image with Verilator, g++ and make for `vitcc --verilator docker`.
#
#   scripts/verilator-image.sh [NAME]                from Debian's image on Docker Hub
#   scripts/verilator-image.sh --debootstrap [NAME]  from Debian's packages alone, where Docker Hub is out of reach;
#                                                    needs root and debootstrap. MIRROR names another mirror.
set -euo pipefail

suite=bookworm
packages=verilator,g++,make
mirror=${MIRROR:-http://deb.debian.org/debian}

bootstrap=false
if [[ ${1:-} == --debootstrap ]]; then
  bootstrap=true
  shift
fi
name=${1:-vitcc-verilator}

if ! $bootstrap; then
  exec docker build --tag "$name" - << END
FROM debian:$suite-slim
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ${packages//,/ } \
 && rm -rf /var/lib/apt/lists/*
END
fi

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
debootstrap --variant=minbase --include="$packages" "$suite" "$root" "$mirror"
rm -rf "$root"/var/cache/apt/archives/*.deb "$root"/var/lib/apt/lists/*
tar --directory "$root" --create . | docker import - "$name"
