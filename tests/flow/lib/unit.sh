#!/bin/sh
# unit.sh STATE WHERE TREE UNIT COMMAND...: runs a command like the service of UNIT, as far as that is possible without a running
# systemd; for a shell in its own mount, process, IPC and UTS namespaces (unshare). The state folder STATE is mounted as WHERE, the
# only writable folder; the source tree TREE as /srv.
set -e
state=$1 where=$2 tree=$3 unit=$4
shift 4
mount --bind "$state" "$where"
mount --bind "$tree" /srv
mount -t tmpfs -o mode=755 none /run
mkdir /run/dev
for device in null zero random urandom; do : > /run/dev/$device; mount --bind /dev/$device /run/dev/$device; done
mount --move /run/dev /dev 2>/dev/null || mount --rbind /run/dev /dev
for hidden in /home /root; do mount -t tmpfs -o mode=000,ro none $hidden; done
mount -t tmpfs none /tmp
mount -t tmpfs none /var/tmp
credentials=/run/credentials/passerelle.service
mkdir -p $credentials
mount -t tmpfs -o mode=700 none $credentials
for name in imap smtp; do
	if [ -e /etc/passerelle/$name.secret ]; then cat /etc/passerelle/$name.secret; else echo "secret of $name"; fi > $credentials/$name
done
chown -R 64999:64999 $credentials
chmod 0400 $credentials/*
chmod 0500 $credentials
mount -o remount,ro,noexec,nosuid,nodev $credentials
mount -t proc -o hidepid=invisible,subset=pid none /proc || mount -t proc none /proc
mount -o remount,bind,ro /srv
mount -o remount,bind,ro /
cd /
confined="setpriv --reuid=64999 --regid=64999 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all --ambient-caps=-all \
	env -i PATH=/usr/bin:/bin NOTIFY_SOCKET=$where/notify WATCHDOG_USEC=10000000 \
	/usr/bin/python3 -B /srv/tests/flow/lib/confine.py $unit $*"
unshare --user true 2>/dev/null || exec $confined
mkfifo /tmp/mapped
unshare --user sh -c "read line < /tmp/mapped; exec $confined" &
ours=$(readlink /proc/self/ns/user)
while [ "$(readlink /proc/$!/ns/user)" = "$ours" ]; do sleep 0.05; done
for map in uid_map gid_map; do printf '0 0 1\n64999 64999 1\n' > /proc/$!/$map; done
echo yes > /tmp/mapped
wait $!
