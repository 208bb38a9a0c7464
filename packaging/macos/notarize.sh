#!/usr/bin/env bash
# Signs the disk image, has Apple look at it, and fixes their answer to it, so that it opens offline.
#   packaging/macos/notarize.sh dist/Likewise-1.2.3-macos-arm64.dmg "Developer ID Application: …"
# Takes from the environment: APPLE_ID, APPLE_TEAM_ID, APPLE_PASSWORD (for this app alone).
# Built by the release workflow on macOS.
set -euo pipefail

image=$1
identity=$2
: "${APPLE_ID:?}" "${APPLE_TEAM_ID:?}" "${APPLE_PASSWORD:?}"

codesign --force --timestamp --sign "$identity" "$image"
xcrun notarytool submit "$image" --wait --timeout 30m \
    --apple-id "$APPLE_ID" --team-id "$APPLE_TEAM_ID" --password "$APPLE_PASSWORD"
xcrun stapler staple "$image"
xcrun stapler validate "$image"
spctl --assess --type open --context context:primary-signature --verbose=2 "$image"
