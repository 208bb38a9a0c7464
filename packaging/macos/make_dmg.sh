#!/usr/bin/env bash
# Makes the disk image: the app, and a link to the folder it is dragged to.
#   packaging/macos/make_dmg.sh dist/Likewise.app dist/Likewise-1.2.3-macos-arm64.dmg
# Built by the release workflow on macOS.
set -euo pipefail

app=$1
image=$2
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

ditto "$app" "$stage/Likewise.app"
ln -s /Applications "$stage/Applications"
rm -f "$image"
hdiutil create -volname Likewise -srcfolder "$stage" -fs APFS -format ULFO "$image"
hdiutil verify "$image"
