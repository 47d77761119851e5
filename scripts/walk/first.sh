#!/bin/bash
# A machine is installed, publishes, is watched and backed up.
source /walk/common.sh
source /walk/install

press shell --no-imports --command 'exec(open("/walk/publish.py").read())'
look /seen
expect 302 "https://$host/admin/"
expect 200 "https://$host/admin/login/"
header strict-transport-security
header content-security-policy
header permissions-policy
expect 404 "https://$host/fr/nothing/"
expect 200 "http://$host/healthz"
expect 301 "http://$host/fr/"

secret=walked-secret-of-a-link
expect 404 "https://$host/fr/mes-coordonnees/$secret/"
expect 404 "https://$host/en/my-details/$secret/"

# nginx keeps pages for a second: a change is seen behind it within three, and so is its undoing.
reverse='from institutes.models import Institute; i = Institute.objects.get(slug="mines"); '
reverse+='Institute.objects.filter(pk=i.pk).update(name_fr=i.name_fr[::-1])'
for name in 'S.E.N.I.M tonraC' 'Carnot M.I.N.E.S'; do
    expect 200 "https://$host/fr/instituts/mines/"
    press shell --no-imports --command "$reverse"
    sleep 3
    expect 200 "https://$host/fr/instituts/mines/"
    grep --quiet "<h1>$name</h1>" /tmp/answer
done

source /walk/upgrade
look /tmp/after-the-upgrade
diff -r /seen /tmp/after-the-upgrade

source /walk/back-up
[ "$(stat --format=%a /backup)" = 700 ]
[ "$(stat --format=%a /backup/press-* | sort -u)" = 600 ]

# Somebody is erased after the backup.
press shell --no-imports --command 'exec(open("/walk/erase.py").read())' 2>/tmp/erasure
sed -n 's/^Contact \([0-9]*\) was erased$/\1/p' /tmp/erasure >/backup/erased
[ -s /backup/erased ]

static=$(grep --max-count=1 '^/static/.*\.css$' /seen/addresses)
systemctl stop press-room
# Static files come from the disk.
expect 200 "https://$host$static"
header cache-control
expect 503 "https://$host/fr/"
header permissions-policy
header content-security-policy
grep --quiet "momentanément" /tmp/answer
expect 502 "http://$host/healthz"
head --bytes=200000 /dev/zero >/tmp/large
status=$(curl --silent --output /tmp/answer --write-out '%{http_code}' --data-binary @/tmp/large "https://$host/fr/")
[ "$status" = 413 ]

# What is kept of the readers.
for log in /var/log/nginx/press-room*.log /var/log/press-room.log; do
    ! grep --quiet -e "$reader" -e "$secret" "$log" || { grep -e "$reader" -e "$secret" "$log"; exit 1; }
done
