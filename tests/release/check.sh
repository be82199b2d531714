#!/bin/sh
# check.sh: the release, packed, built, installed and run as a stranger would. See README.md here.
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.." || exit 2
work=${WORK:-$(mktemp -d)}
mkdir -p "$work" || exit 2
failed=0

saw() { echo "ok    $*"; }
wrong() {
    echo "WRONG $*"
    failed=1
}
quiet() { # LOG COMMAND...
    log=$work/$1.log
    shift
    "$@" > "$log" 2>&1 && return
    wrong "$*"
    tail -n 5 "$log"
    return 1
}

pack() {
    rm -rf "${work:?}/pack" "$work/again" "$work/static" "$work/clang"
    for folder in pack again; do
        quiet setup meson setup "$work/$folder" || exit 1
        quiet dist meson dist -C "$work/$folder" --no-tests --formats xztar --allow-dirty || exit 1
    done
    tarball=$(ls "$work"/pack/meson-dist/*.tar.xz)
    saw "packed $(basename "$tarball"), $(wc -c < "$tarball") bytes"
    cmp "$tarball" "$work"/again/meson-dist/*.tar.xz && saw 'packed again: the same bytes' || wrong 'two tarballs differ'
}

tested() {
    quiet test meson test -C "$work/one/build" --suite "${SUITES:-lint}" &&
        saw "its tests pass: $(sed -n 's/^Ok: *//p' "$work/test.log")"
}

build_twice() {
    for folder in one deeper/two; do
        rm -rf "${work:?}/$folder" && mkdir -p "$work/$folder"
        tar -xf "$tarball" -C "$work/$folder" --strip-components 1
        quiet build-setup meson setup --buildtype release "$work/$folder/build" "$work/$folder" || exit 1
        quiet build ninja -C "$work/$folder/build" daybook || exit 1
    done
    cmp "$work/one/build/daybook" "$work/deeper/two/build/daybook" && saw 'two builds in two folders are the same bytes' ||
        wrong 'two builds differ'
    sh "$here/hardening.sh" "$work/one/build/daybook" fortified && saw 'hardened' || failed=1
}

installed() {
    rm -rf "$work/root"
    quiet install env DESTDIR="$work/root" meson install -C "$work/one/build" || return
    (cd "$work/root" && find . -type f | sort) > "$work/installed"
    cat > "$work/wanted" << END
./usr/local/bin/daybook
./usr/local/share/bash-completion/completions/daybook.bash
./usr/local/share/fish/vendor_completions.d/daybook.fish
./usr/local/share/man/man1/daybook.1
./usr/local/share/zsh/site-functions/_daybook
END
    cmp -s "$work/installed" "$work/wanted" && saw 'installed: the program, its man page, three completions' ||
        { wrong 'installed:' && cat "$work/installed"; }
}

# The demo's morning, told and drawn; ROOT empty means here.
runs() { # ROOT PROGRAM
    inside=${1:+chroot $1}
    said=$($inside env -i LC_ALL=C.UTF-8 TERM=xterm-256color PATH=/usr/bin:/bin "$2" --demo --today 2026-11-23 today 2>&1 | head -n 1)
    case $said in
    'Mon 23 Nov 2026'*) saw "${1:-this machine}: told" ;;
    *) wrong "${1:-this machine}: $said" ;;
    esac
    drawn=$(printf 'Qy' | timeout 20 script -qec "stty rows 32 cols 110; $inside env -i LC_ALL=C.UTF-8 TERM=xterm-256color $2 --demo --today 2026-11-23" /dev/null)
    case $drawn in
    *Northwind*) saw "${1:-this machine}: drawn" ;;
    *) wrong "${1:-this machine}: not drawn" ;;
    esac
}

static() {
    quiet static-setup meson setup --buildtype release --prefer-static -Dc_link_args=-static-pie \
        "$work/static" "$work/one" || return
    quiet static ninja -C "$work/static" daybook || return
    readelf -dW "$work/static/daybook" | grep -q NEEDED && wrong 'the static file needs libraries'
    saw "one static file, $(wc -c < "$work/static/daybook") bytes"
    runs '' "$work/static/daybook"
    for root in ${ROOTS:-}; do
        cp "$work/static/daybook" "$root/tmp/daybook-static"
        runs "$root" /tmp/daybook-static
        rm -f "$root/tmp/daybook-static"
    done
}

others() {
    if command -v clang > /dev/null; then
        quiet clang-setup env CC=clang meson setup --werror "$work/clang" "$work/one" &&
            quiet clang ninja -C "$work/clang" daybook && saw 'clang builds it'
    fi
    command -v musl-gcc > /dev/null || return
    for source in src/*/*.c src/ui/views/*.c; do
        quiet musl musl-gcc -std=c11 -D_XOPEN_SOURCE=700 -D_DEFAULT_SOURCE -DDAYBOOK_VERSION='""' -Iinclude -Isrc \
            -idirafter /usr/include -idirafter "/usr/include/$(${CC:-cc} -print-multiarch)" -fsyntax-only "$source" || return
    done
    saw 'every source compiles against musl'
}

pack
build_twice
tested
installed
static
others
exit $failed
