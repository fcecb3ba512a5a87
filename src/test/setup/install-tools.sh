#!/bin/sh
# Makes sure that the programs the tests drive for real are there: installs the missing ones with the
# system's package manager where that is allowed, else names them and stops. Nothing is skipped.
set -eu

missing=""
need() { # program, Debian package
    PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

need chromium chromium
need nft nftables
need ip iproute2
need sshd openssh-server
need slapd slapd
need pdftotext poppler-utils

[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing for the tests:$missing"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
else
    echo "The tests need programs that are not installed:$missing" >&2
    echo "Install them (Debian or Ubuntu: sudo apt-get install$missing), then run mvn verify again." >&2
    exit 1
fi
