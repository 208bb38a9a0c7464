#!/usr/bin/env bash
# Signs Likewise.app from the inside out, for the hardened runtime that notarization asks for.
#   packaging/macos/sign.sh dist/Likewise.app "Developer ID Application: NAME (TEAM)"
# Built by the release workflow on macOS.
set -euo pipefail

app=$1
identity=$2
entitlements=$(dirname "$0")/entitlements.plist

sign() {
    codesign --force --timestamp --options runtime --sign "$identity" "$@"
}

# Libraries before what contains them; "file" knows those whose names do not tell.
find "$app/Contents" -type f ! -path "$app/Contents/MacOS/*" -print0 |
    while IFS= read -r -d '' file; do
        if file -b "$file" | grep -q 'Mach-O'; then
            if [ -x "$file" ] && file -b "$file" | grep -q 'executable'; then
                sign --entitlements "$entitlements" "$file"
            else
                sign "$file"
            fi
        fi
    done
find "$app/Contents" -name '*.framework' -type d -prune -print0 |
    while IFS= read -r -d '' framework; do
        sign "$framework"
    done
for program in "$app"/Contents/MacOS/*; do
    sign --entitlements "$entitlements" "$program"
done
sign --entitlements "$entitlements" "$app"
codesign --verify --deep --strict --verbose=2 "$app"
