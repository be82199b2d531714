#!/bin/sh
# hardening.sh PROGRAM [fortified]: is the file built as a program should be that reads strangers' bytes?
program=$1
status=0

has() { # WHAT COMMAND...
    what=$1
    shift
    "$@" && return
    echo "$program: no $what"
    status=1
}

headers() { readelf -lW "$program" | grep -q "$1"; }
dynamic() { readelf -dW "$program" | grep -q "$1"; }
calls() { readelf --dyn-syms -W "$program" | grep -q "$1"; }
stack_not_executable() { readelf -lW "$program" | grep GNU_STACK | grep -qv 'RWE'; }
no_network() { ! readelf --dyn-syms -W "$program" | grep -qE ' UND (socket|socketpair|connect|bind|listen|accept4?|sendto|recvfrom|getaddrinfo|gethostbyname)(@|$)'; }
only_names() { ! readelf -dW "$program" | grep -qE 'RPATH|RUNPATH'; }

has 'position-independent code' sh -c "readelf -hW '$program' | grep -q 'DYN'"
has 'read-only relocations' headers GNU_RELRO
has 'binding at start' dynamic 'BIND_NOW'
has 'stack that is not code' stack_not_executable
has 'library search by name alone' only_names
has 'silence: it can open a socket' no_network
if [ "${2:-}" = fortified ]; then
    has 'stack protector' calls __stack_chk_fail
    has 'checked string functions' calls _chk@
fi
exit $status
