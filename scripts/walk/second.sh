#!/bin/bash
# An empty machine, and a backup.
source /walk/common.sh
sed -i '/createsuperuser/d' /walk/install
source /walk/install

backup=$(ls /backup | sed -n 's/\.media\.tar\.gz$//p' | tail -n 1)
source /walk/restore
look /seen-again
diff -r /expected /seen-again
press erase_again "$(cat /backup/erased)" --by operator
[ "$(press shell --no-imports --command 'from institutes.models import Contact; print(Contact.objects.filter(last_name="Walked").count())')" = 0 ]
expect 200 "https://$host/admin/login/"
