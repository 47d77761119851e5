# Read by first.sh and second.sh.
set -euo pipefail
export LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export DJANGO_SUPERUSER_PASSWORD=walked-through-the-page
trap 'echo "FAILED at: $BASH_COMMAND"' ERR
mount --bind /dev /dev 2>/dev/null || true
[ -e /dev/null ] || mknod -m 666 /dev/null c 1 3

# Only curl is to trust it: pip would read the same variable. A reader's address of its own, to be looked for in logs.
reader=127.0.0.7
curl() { CURL_CA_BUNDLE=/etc/letsencrypt/live/$host/fullchain.pem command curl --interface "$reader" "$@"; }

expect() { # expect STATUS ADDRESS
    local status
    status=$(curl --silent --output /tmp/answer --dump-header /tmp/headers --write-out '%{http_code}' "$2")
    [ "$status" = "$1" ] || { echo "$2 answers $status, not $1"; cat /tmp/answer; return 1; }
}

header() { grep --ignore-case --quiet "^$1:" /tmp/headers || { echo "no $1"; cat /tmp/headers; return 1; }; }

# What readers see, into the folder $1: the pages named, and whatever they lead to.
look() {
    install -d "$1"
    cp /walk/pages "$1/addresses"
    keep "$1" a </walk/pages
    cat "$1"/a* | grep --only-matching --extended-regexp --no-filename '(href|src)="/[^"#]*' |
        cut --delimiter='"' --fields=2 | sort --unique >"$1/addresses"
    keep "$1" b <"$1/addresses"
    [ "$(wc --lines <"$1/addresses")" -gt 30 ]
}

keep() {
    local number=0 page
    while read -r page; do
        number=$((number + 1))
        expect 200 "https://$host$page"
        cp /tmp/answer "$1/$2$number"
    done
}
