#!/bin/sh
# Runs whichever Vitis HLS is installed: C simulation, synthesis, co-simulation, export as IP.
set -eu
cd "$(dirname "$0")"

say() { echo "hls: $*"; }
found() { command -v "$1" > /dev/null 2>&1; }

# `vitcc report` reads the figures of this build only: the manifest says which it was.
rm -f synthesis_manifest.json
if [ -f ../manifest.json ]; then cp ../manifest.json .synthesis_manifest.json; fi
keep_manifest() {
  if [ -f .synthesis_manifest.json ]; then mv .synthesis_manifest.json synthesis_manifest.json; fi
}

if found vitis-run && found v++; then
  say "Vitis 2023.1 or later: $(command -v vitis-run)"
  config="--mode hls --config hls_config.cfg --work_dir work"
  # shellcheck disable=SC2086
  {
    vitis-run $config --csim
    v++ -c $config
    keep_manifest
    vitis-run $config --cosim
    vitis-run $config --package
  }
elif found vitis-run; then
  say "Vitis 2023.1 or later, without v++: $(command -v vitis-run)"
  vitis-run --mode hls --tcl run_hls.tcl
  keep_manifest
elif found vitis_hls; then
  say "Vitis HLS up to 2022.2: $(command -v vitis_hls)"
  vitis_hls -f run_hls.tcl
  keep_manifest
else
  say "no vitis-run (Vitis 2023.1 or later) and no vitis_hls (up to 2022.2) on the search path" >&2
  say "source settings64.sh of a Vitis installation; \`make csim\` needs none" >&2
  exit 5
fi
