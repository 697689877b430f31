#!/bin/sh
# Builds build/sextant_VERSION_ARCHITECTURE.deb from a built program: packaging/deb.sh BINARY
set -eu
cd "$(dirname "$0")/.."
binary=$1
version=$("$binary" --version | cut -d ' ' -f 2)
architecture=$(dpkg --print-architecture)
root=build/deb
package=build/sextant_${version}_${architecture}.deb

rm -rf "$root"
umask 022
make install DESTDIR="$root" PREFIX=/usr ZSHDIR=/usr/share/zsh/vendor-completions
strip --strip-unneeded "$root/usr/bin/sextant"
gzip -9n "$root/usr/share/man/man1/sextant.1" "$root/usr/share/doc/sextant/CHANGELOG.md"

# The packages that own the libraries which the program itself asks for, as the loader finds them.
depends=$(objdump -p "$root/usr/bin/sextant" | awk '$1 == "NEEDED" { print $2 }' | while read -r name; do
    library=$(ldd "$root/usr/bin/sextant" | awk -v name="$name" '$1 == name { print $3 }')
    test -z "$library" || dpkg -S "$(realpath "$library")" 2>/dev/null || dpkg -S "${library#/usr}"
done | cut -d : -f 1 | sort -u | paste -s -d , | sed 's/,/, /g')

mkdir -p "$root/DEBIAN"
cat > "$root/DEBIAN/control" <<CONTROL
Package: sextant
Version: $version
Architecture: $architecture
Maintainer: The Sextant maintainers <maintainers@sextant.invalid>
Installed-Size: $(du -sk --exclude=DEBIAN "$root" | cut -f 1)
Depends: $depends
Recommends: less
Suggests: man-db, bash-completion, libsqlite3-0, libxlsxwriter4, weasyprint, fonts-noto-cjk
Section: science
Priority: optional
Description: interactive shell that plans LLM-inference deployments
 Which chips, how many, which parallelism, which batch: every command works on
 an analytical cost engine that answers from datasheet figures alone, and a
 session is a plain script that replays.
CONTROL
(cd "$root" && find usr -type f -exec md5sum {} + > DEBIAN/md5sums)
dpkg-deb --root-owner-group --build "$root" "$package"
