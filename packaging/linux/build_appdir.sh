#!/usr/bin/env bash
# Makes an AppDir of the frozen program; with a third argument an AppImage of that.
#   packaging/linux/build_appdir.sh dist/likewise ICONS APPDIR [FILE.AppImage]
# ICONS is what packaging/make_icons.py wrote. For the AppImage two files are fetched from GitHub,
# in the versions and with the sums below; that is done by the release workflow only.
set -euo pipefail

bundle=$1
icons=$2
appdir=$3
image=${4-}
here=$(cd "$(dirname "$0")" && pwd)

tool_url=https://github.com/AppImage/appimagetool/releases/download/1.9.1/appimagetool-x86_64.AppImage
tool_sum=ed4ce84f0d9caff66f50bcca6ff6f35aae54ce8135408b3fa33abfc3cb384eb0
runtime_url=https://github.com/AppImage/type2-runtime/releases/download/20251108/runtime-x86_64
runtime_sum=2fca8b443c92510f1483a883f60061ad09b46b978b2631c807cd873a47ec260d

desktop=$(find "$here" -maxdepth 1 -name '*.desktop' | head -n 1)
metainfo=$(find "$here" -maxdepth 1 -name '*.metainfo.xml' | head -n 1)
[ -x "$bundle/likewise" ] || { echo "$bundle holds no program" >&2; exit 1; }
[ -n "$desktop" ] || { echo "$here holds no desktop entry" >&2; exit 1; }

rm -rf "$appdir"
mkdir -p "$appdir/opt" "$appdir/usr/bin" "$appdir/usr/share/applications" "$appdir/usr/share/icons"
cp -a "$bundle" "$appdir/opt/likewise"
cp -a "$icons/hicolor" "$appdir/usr/share/icons/"
cp "$desktop" "$appdir/usr/share/applications/"
cp "$desktop" "$appdir/"
if [ -n "$metainfo" ]; then
    mkdir -p "$appdir/usr/share/metainfo"
    cp "$metainfo" "$appdir/usr/share/metainfo/"
fi
cp "$icons/hicolor/256x256/apps/likewise.png" "$appdir/likewise.png"
ln -s likewise.png "$appdir/.DirIcon"
ln -s ../../opt/likewise/likewise "$appdir/usr/bin/likewise"
cat > "$appdir/AppRun" <<'EOF'
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/opt/likewise/likewise" "$@"
EOF
chmod 755 "$appdir/AppRun"

[ -n "$image" ] || exit 0

fetch() { # address, sum, file
    curl --fail --silent --show-error --location --retry 3 --output "$3" "$1"
    echo "$2  $3" | sha256sum --check --quiet
}
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
fetch "$tool_url" "$tool_sum" "$tools/appimagetool"
fetch "$runtime_url" "$runtime_sum" "$tools/runtime"
chmod 755 "$tools/appimagetool"
# A runner has no FUSE: the tool unpacks itself.
APPIMAGE_EXTRACT_AND_RUN=1 ARCH=x86_64 \
    "$tools/appimagetool" --no-appstream --runtime-file "$tools/runtime" "$appdir" "$image"
